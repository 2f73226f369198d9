-- A dossier that is decided anew, after a deepening or an appeal, keeps the decisions before: each has its number, from 1,
-- and one of them stands. An appeal says which of them it contests.
CREATE TABLE decisions_kept (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  -- 1 for the last one, 0 for those before it.
  stands BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  kind TEXT NOT NULL,
  reasons TEXT NOT NULL,
  conditions TEXT,
  signatory_name TEXT,
  signatory_function TEXT,
  decided_at TEXT NOT NULL,
  notified_at TEXT,
  published_at TEXT,
  -- JSON: the reasons on each criterion, by its id.
  criteria TEXT NOT NULL DEFAULT '{}',
  -- JSON: the conditions of the procedure on which keeping the label rests, in both languages.
  standing TEXT NOT NULL DEFAULT '[]',
  -- Who prepared and who took it: neither decides it anew after an appeal.
  prepared_by TEXT REFERENCES people (id),
  decided_by TEXT REFERENCES people (id),
  PRIMARY KEY (dossier_id, number)
);
INSERT INTO decisions_kept (
  dossier_id, number, stands, outcome, kind, reasons, conditions, signatory_name, signatory_function, decided_at,
  notified_at, published_at, criteria, standing, prepared_by, decided_by)
SELECT dossier_id, 1, 1, outcome, kind, reasons, conditions, signatory_name, signatory_function, decided_at,
  notified_at, published_at, criteria, standing, prepared_by, decided_by
FROM decisions;
DROP TABLE decisions;
ALTER TABLE decisions_kept RENAME TO decisions;
CREATE UNIQUE INDEX decisions_standing ON decisions (dossier_id) WHERE stands = 1;

ALTER TABLE dossier_steps ADD COLUMN decision_number BIGINT;
-- Those that were overwritten so far are in the journal alone: what is left is the first.
UPDATE dossier_steps SET decision_number = 1
WHERE event = 'appeal' AND EXISTS (SELECT 1 FROM decisions WHERE decisions.dossier_id = dossier_steps.dossier_id);
