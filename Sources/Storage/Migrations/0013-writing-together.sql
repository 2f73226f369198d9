-- Several people write one dossier: who is there now, remarks on fields, sections that somebody takes and calls ready.
CREATE TABLE dossier_presence (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  section TEXT NOT NULL,
  field TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, person_id)
);
CREATE INDEX dossier_presence_by_person ON dossier_presence (person_id);

CREATE TABLE dossier_comments (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  section TEXT NOT NULL,
  -- The path of a value as in answer_changes; '' for the whole section.
  path TEXT NOT NULL,
  -- The remark that it answers.
  thread TEXT REFERENCES dossier_comments (id),
  author_id TEXT REFERENCES people (id),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  resolved_at TEXT,
  resolved_by TEXT REFERENCES people (id)
);
CREATE INDEX dossier_comments_by_dossier ON dossier_comments (dossier_id, created_at, id);
CREATE INDEX dossier_comments_by_author ON dossier_comments (author_id);

CREATE TABLE dossier_sections (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  section TEXT NOT NULL,
  assignee_id TEXT REFERENCES people (id),
  ready_at TEXT,
  ready_by TEXT REFERENCES people (id),
  -- The SHA-256 of the section's answers when it was called ready.
  digest TEXT,
  PRIMARY KEY (dossier_id, section)
);
CREATE INDEX dossier_sections_by_assignee ON dossier_sections (assignee_id);
