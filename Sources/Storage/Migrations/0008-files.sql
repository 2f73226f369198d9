-- Files that people attach to their dossiers. A content is kept once, under its SHA-256, in rows of text that
-- both engines take; an attachment says whose it is and what it is called.

CREATE TABLE files (
  digest TEXT PRIMARY KEY,
  size BIGINT NOT NULL CHECK (size > 0),
  stored_at TEXT NOT NULL
);

CREATE TABLE file_contents (
  digest TEXT NOT NULL REFERENCES files (digest),
  number BIGINT NOT NULL,
  -- Base 64, at most 256 KB of it.
  bytes TEXT NOT NULL,
  PRIMARY KEY (digest, number)
);

CREATE TABLE file_attachments (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  owner_id TEXT REFERENCES people (id),
  digest TEXT NOT NULL REFERENCES files (digest),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  added_at TEXT NOT NULL
);
CREATE INDEX file_attachments_by_dossier ON file_attachments (dossier_id, added_at, id);
CREATE INDEX file_attachments_by_owner ON file_attachments (owner_id);
CREATE INDEX file_attachments_by_digest ON file_attachments (digest);
