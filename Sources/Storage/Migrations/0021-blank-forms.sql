-- The blank form of a procedure as a PDF, made once for each version and language, when somebody first asks for it.
CREATE TABLE blank_forms (
  procedure_id TEXT NOT NULL,
  procedure_version TEXT NOT NULL,
  language TEXT NOT NULL,
  ordered_at TEXT NOT NULL,
  -- Empty until it is made.
  digest TEXT REFERENCES files (digest),
  size BIGINT,
  made_at TEXT,
  PRIMARY KEY (procedure_id, procedure_version, language),
  FOREIGN KEY (procedure_id, procedure_version) REFERENCES procedures (id, version)
);
CREATE INDEX blank_forms_by_digest ON blank_forms (digest);
