-- What time does to a dossier: complements asked for by name and day, drafts reopened after closing, reminders sent once,
-- expressions of interest.
CREATE TABLE complement_requests (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  asked_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  -- JSON: the fields, each with its reason and whether it is indispensable.
  items TEXT NOT NULL,
  answered_at TEXT,
  PRIMARY KEY (dossier_id, number)
);

CREATE TABLE reopenings (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  at TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (dossier_id, number)
);

-- A row is written with the letter, in one transaction: several nodes at once send one.
CREATE TABLE reminders (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  -- How many days before closing.
  days BIGINT NOT NULL,
  sent_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, days)
);

CREATE TABLE interests (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  sent_at TEXT NOT NULL,
  -- What it said, as JSON, and its SHA-256.
  answers TEXT NOT NULL,
  digest TEXT NOT NULL
);
CREATE INDEX interests_by_wave ON interests (wave_id, sent_at, dossier_id);
CREATE INDEX interests_by_age ON interests (sent_at, dossier_id);
CREATE INDEX waves_by_closing ON waves (closes_at);
