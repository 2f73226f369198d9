-- The PDF of what was submitted: made afterwards by the outbox, kept for ever as it was made.
CREATE TABLE submission_documents (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  -- Of the submission.
  number BIGINT NOT NULL,
  digest TEXT NOT NULL REFERENCES files (digest),
  size BIGINT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, number),
  FOREIGN KEY (dossier_id, number) REFERENCES submissions (dossier_id, number)
);
CREATE INDEX submission_documents_by_digest ON submission_documents (digest);
