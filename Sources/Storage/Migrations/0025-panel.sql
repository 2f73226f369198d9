-- The panel of a wave: what experts say of themselves, how many dossiers they take, and the proposal of who examines what.
CREATE TABLE expert_profiles (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  -- An id of the programme's colleges; empty until it is said.
  college TEXT NOT NULL,
  -- The code of a région, or empty.
  region TEXT NOT NULL,
  -- JSON: ids of themes.
  themes TEXT NOT NULL,
  knowledge TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  updated_at TEXT NOT NULL
);

CREATE TABLE panel_capacities (
  wave_id TEXT NOT NULL REFERENCES waves (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  capacity INTEGER NOT NULL CHECK (capacity >= 0),
  stated_at TEXT NOT NULL,
  PRIMARY KEY (wave_id, person_id)
);
CREATE INDEX panel_capacities_by_person ON panel_capacities (person_id, wave_id);

-- One proposal for each wave: made anew over itself, changed by hand, sent.
CREATE TABLE panel_proposals (
  wave_id TEXT PRIMARY KEY REFERENCES waves (id),
  demand INTEGER NOT NULL CHECK (demand > 0),
  objective TEXT NOT NULL CHECK (objective IN ('total', 'fair')),
  -- JSON: ids of colleges.
  colleges TEXT NOT NULL,
  spares_regions INTEGER NOT NULL CHECK (spares_regions IN (0, 1)),
  balance INTEGER NOT NULL CHECK (balance >= 0),
  version INTEGER NOT NULL CHECK (version > 0),
  optimum INTEGER NOT NULL,
  made_at TEXT NOT NULL
);

CREATE TABLE panel_choices (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  affinity INTEGER NOT NULL,
  is_locked INTEGER NOT NULL CHECK (is_locked IN (0, 1)),
  by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
  PRIMARY KEY (dossier_id, person_id)
);
CREATE INDEX panel_choices_by_wave ON panel_choices (wave_id, dossier_id, person_id);
CREATE INDEX panel_choices_by_person ON panel_choices (person_id, dossier_id);

-- What was compared of a dossier when the proposal was made: JSON, its régions and themes, and what its affinities are made of, by
-- the id of the person.
CREATE TABLE panel_affinities (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  regions TEXT NOT NULL,
  themes TEXT NOT NULL,
  affinities TEXT NOT NULL
);
CREATE INDEX panel_affinities_by_wave ON panel_affinities (wave_id, dossier_id);
