-- What each save of a dossier changed: one row for each value. Paths are those of AnswerLeaves.
CREATE TABLE answer_changes (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  -- Of the dossier, after the save.
  version BIGINT NOT NULL,
  path TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  at TEXT NOT NULL,
  -- JSON; NULL where there was nothing, or nothing is left.
  before TEXT,
  after TEXT,
  PRIMARY KEY (dossier_id, version, path)
);
CREATE INDEX answer_changes_by_author ON answer_changes (author_id);
