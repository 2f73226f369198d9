-- The spine: people, waves, dossiers, decisions, labelled territories, the journal and the outbox.
-- Portable to both engines: identities and instants are text, booleans 0 or 1, money whole cents.

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  created_at TEXT NOT NULL
);

CREATE TABLE role_grants (
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  PRIMARY KEY (person_id, role)
);

-- A link is known by its hash alone: whoever reads the table can sign in with nothing of it.
CREATE TABLE sign_in_links (
  hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  browser_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
);
CREATE INDEX sign_in_links_by_person ON sign_in_links (person_id, created_at);

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  csrf TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person_id);

-- The procedure as it was when its wave opened. Frozen: it is never updated.
CREATE TABLE procedures (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  frozen_at TEXT NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE waves (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name_fr TEXT NOT NULL,
  name_en TEXT NOT NULL,
  call_fr TEXT NOT NULL,
  call_en TEXT NOT NULL,
  procedure_id TEXT NOT NULL,
  procedure_version TEXT NOT NULL,
  opens_at TEXT NOT NULL,
  closes_at TEXT NOT NULL,
  decision_promised_by TEXT,
  decided_on TEXT,
  published_on TEXT,
  ceremony_on TEXT,
  stated_received BIGINT,
  stated_labelled BIGINT,
  stated_deepening BIGINT,
  stated_note_fr TEXT,
  stated_note_en TEXT,
  note_fr TEXT,
  note_en TEXT,
  example BIGINT NOT NULL CHECK (example IN (0, 1)),
  -- The number of the last dossier of the wave, from which references are made.
  last_number BIGINT NOT NULL DEFAULT 0,
  FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedures (id, version),
  CHECK (opens_at < closes_at)
);
CREATE INDEX waves_by_opening ON waves (opens_at);

CREATE TABLE dossiers (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  wave_id TEXT NOT NULL REFERENCES waves (id),
  procedure_id TEXT NOT NULL,
  procedure_version TEXT NOT NULL,
  -- A person, or nobody where the program itself filed it from the record of an old wave.
  owner_id TEXT REFERENCES people (id),
  -- Where a dossier of an old wave stands in its record: one dossier for each.
  origin TEXT UNIQUE,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  answers TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  submitted_at TEXT,
  FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedures (id, version),
  CHECK (submitted_at IS NOT NULL OR state IN ('draft', 'withdrawn', 'lapsed'))
);
CREATE INDEX dossiers_by_owner ON dossiers (owner_id, updated_at);
CREATE INDEX dossiers_by_wave ON dossiers (wave_id, state, submitted_at);
CREATE INDEX dossiers_by_submission ON dossiers (submitted_at, id);
CREATE INDEX dossiers_by_state ON dossiers (state, submitted_at);

-- What was submitted, exactly: a dossier that is completed and submitted again has several.
CREATE TABLE submissions (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  submitted_at TEXT NOT NULL,
  answers TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (dossier_id, number)
);

CREATE TABLE dossier_steps (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  event TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at TEXT NOT NULL,
  reasons TEXT,
  PRIMARY KEY (dossier_id, number)
);

CREATE TABLE decisions (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  signatory_name TEXT,
  signatory_function TEXT,
  decided_at TEXT NOT NULL,
  notified_at TEXT,
  published_at TEXT
);

-- A label that was granted. It is under embargo until published_at: every public query asks for it.
-- What the territory says of itself is read from its dossier, which is its only place.
CREATE TABLE territories (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  dossier_id TEXT NOT NULL UNIQUE REFERENCES dossiers (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  name TEXT NOT NULL,
  -- The name folded for sorting: without accents or case.
  sort_name TEXT NOT NULL,
  departments TEXT NOT NULL,
  perimeter TEXT NOT NULL,
  labelled_on TEXT NOT NULL,
  published_at TEXT,
  example BIGINT NOT NULL CHECK (example IN (0, 1))
);
CREATE INDEX territories_by_name ON territories (sort_name, slug);
CREATE INDEX territories_by_wave ON territories (wave_id, sort_name);
CREATE INDEX territories_by_publication ON territories (published_at, sort_name);

CREATE TABLE territory_regions (
  territory_id TEXT NOT NULL REFERENCES territories (id),
  region TEXT NOT NULL,
  PRIMARY KEY (territory_id, region)
);
CREATE INDEX territory_regions_by_region ON territory_regions (region, territory_id);

-- The challenges of labelled territories, one row for each item of the candidacy, under its own identity.
CREATE TABLE challenges (
  id TEXT PRIMARY KEY,
  territory_id TEXT NOT NULL REFERENCES territories (id),
  position BIGINT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  theme TEXT NOT NULL,
  second_theme TEXT,
  kind TEXT,
  lead TEXT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  summary_en TEXT,
  UNIQUE (territory_id, position)
);
CREATE INDEX challenges_by_theme ON challenges (theme, slug);
CREATE INDEX challenges_by_second_theme ON challenges (second_theme, slug);

CREATE TABLE journal (
  number BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  change TEXT NOT NULL,
  previous TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject, number);

-- Messages to send, written in the transaction of what they tell.
CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX outbox_by_age ON outbox (created_at, id);

-- Small facts of the program: the published version, and whether the first wave was replayed.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
