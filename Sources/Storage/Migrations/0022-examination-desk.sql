-- The examination desk: who examines a dossier, notes of the service, kept filters of the queue, the admissibility checklist, and the order of legal due dates.
CREATE TABLE dossier_examiners (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  given_at TEXT NOT NULL
);
CREATE INDEX dossier_examiners_by_person ON dossier_examiners (person_id, dossier_id);

-- Read by the service alone. A note that was taken back keeps its place without its text.
CREATE TABLE internal_notes (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  author_id TEXT REFERENCES people (id),
  body TEXT NOT NULL,
  written_at TEXT NOT NULL,
  taken_back_at TEXT
);
CREATE INDEX internal_notes_by_dossier ON internal_notes (dossier_id, written_at, id);
CREATE INDEX internal_notes_by_author ON internal_notes (author_id, written_at, id);

CREATE TABLE queue_views (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  -- JSON: the members of the address of the queue.
  query TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  UNIQUE (person_id, name)
);

-- The last answer to each item; the journal has those before.
CREATE TABLE admissibility_answers (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  item TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('yes', 'no', 'notApplicable')),
  remark TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  answered_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, item)
);
CREATE INDEX admissibility_answers_by_author ON admissibility_answers (author_id, answered_at);

-- The day on which silence decides, or a word that sorts after all days: standing, unknown, without.
ALTER TABLE dossiers ADD COLUMN due_order TEXT NOT NULL DEFAULT 'unknown';
CREATE INDEX dossiers_by_due ON dossiers (due_order, submitted_at, id);
