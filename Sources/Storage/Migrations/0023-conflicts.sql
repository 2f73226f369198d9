-- Conflicts of interest: what dossiers name, what people declare of themselves, what somebody else set aside. Findings are computed from these and from memberships; no copy of them is kept.

-- The instant from which a membership that ended binds to no dossier submitted later.
ALTER TABLE memberships ADD COLUMN counts_until TEXT;
UPDATE memberships
SET counts_until = CAST(CAST(SUBSTR(ended_at, 1, 4) AS INTEGER) + 3 AS TEXT) || SUBSTR(ended_at, 5, 6)
  || 'T23:59:59.999Z'
WHERE ended_at IS NOT NULL;

-- The records of one organisation have one of these in common: the record that the others were merged into.
CREATE INDEX organisations_by_root ON organisations ((COALESCE(merged_into, id)));
CREATE INDEX organisations_by_any_name ON organisations (folded_name);

-- Dossiers of which is known what they name, with the year of the official codes.
CREATE TABLE dossier_ties (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  geography_year BIGINT NOT NULL
);

CREATE TABLE dossier_names (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('collective', 'partner', 'title')),
  -- The identity of an organisation's item in the answers.
  party TEXT,
  folded_name TEXT NOT NULL,
  siren TEXT,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX dossier_names_by_name ON dossier_names (folded_name, dossier_id);
CREATE INDEX dossier_names_by_place ON dossier_names (place, dossier_id);
CREATE INDEX dossier_names_by_siren ON dossier_names (siren, dossier_id) WHERE siren IS NOT NULL;

-- The official codes of the perimeter, where the procedure says that living there binds.
CREATE TABLE dossier_places (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  code TEXT NOT NULL,
  PRIMARY KEY (dossier_id, code)
);
CREATE INDEX dossier_places_by_code ON dossier_places (code, dossier_id);

CREATE TABLE declared_interests (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'residence', 'mandate', 'relation')),
  -- Of a relation that was declared to one dossier.
  dossier_id TEXT REFERENCES dossiers (id),
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  place TEXT,
  words TEXT NOT NULL,
  declared_at TEXT NOT NULL,
  ended_on TEXT,
  counts_until TEXT,
  CHECK ((ended_on IS NULL) = (counts_until IS NULL))
);
CREATE INDEX declared_interests_by_person ON declared_interests (person_id, declared_at, id);
CREATE INDEX declared_interests_by_name ON declared_interests (folded_name, kind);
CREATE INDEX declared_interests_by_kind ON declared_interests (kind, id);
CREATE INDEX declared_interests_by_dossier ON declared_interests (dossier_id) WHERE dossier_id IS NOT NULL;

-- Every official code that has a commune in common with a declared place.
CREATE TABLE declared_places (
  interest_id TEXT NOT NULL REFERENCES declared_interests (id),
  code TEXT NOT NULL,
  PRIMARY KEY (interest_id, code)
);
CREATE INDEX declared_places_by_code ON declared_places (code, interest_id);

-- That somebody said, for the dossiers of a wave, that what they declared is all there is.
CREATE TABLE interest_statements (
  person_id TEXT NOT NULL REFERENCES people (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  stated_at TEXT NOT NULL,
  PRIMARY KEY (person_id, wave_id)
);

CREATE TABLE conflict_set_asides (
  person_id TEXT NOT NULL REFERENCES people (id),
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  -- Never a part in the dossier.
  ground TEXT NOT NULL CHECK (ground <> 'part'),
  basis TEXT NOT NULL,
  number BIGINT NOT NULL,
  reason TEXT NOT NULL,
  set_aside_by TEXT NOT NULL REFERENCES people (id),
  set_aside_at TEXT NOT NULL,
  put_back_at TEXT,
  put_back_by TEXT REFERENCES people (id),
  PRIMARY KEY (person_id, dossier_id, ground, basis, number),
  CHECK (set_aside_by <> person_id)
);
-- A finding is set aside once at a time.
CREATE UNIQUE INDEX conflict_set_asides_standing ON conflict_set_asides (dossier_id, person_id, ground, basis)
WHERE put_back_at IS NULL;
CREATE INDEX conflict_set_asides_by_author ON conflict_set_asides (set_aside_by);
CREATE INDEX conflict_set_asides_put_back ON conflict_set_asides (put_back_by) WHERE put_back_by IS NOT NULL;

-- The dossiers that a message speaks of, also where it stands in no thread: it is hidden from whom they bind.
CREATE TABLE outbox_dossiers (
  message_id TEXT NOT NULL REFERENCES outbox (id),
  dossier_id TEXT NOT NULL,
  PRIMARY KEY (message_id, dossier_id)
);
CREATE INDEX outbox_dossiers_by_dossier ON outbox_dossiers (dossier_id, message_id);
