-- Decisions in several hands: drafts, their approval, the answer of the applicant, the hour of publication, deepenings, appeals.
ALTER TABLE decisions ADD COLUMN criteria TEXT NOT NULL DEFAULT '{}';
-- JSON: the conditions of the procedure on which keeping the label rests, in both languages.
ALTER TABLE decisions ADD COLUMN standing TEXT NOT NULL DEFAULT '[]';
-- Who prepared and who took it: neither decides it anew after an appeal.
ALTER TABLE decisions ADD COLUMN prepared_by TEXT REFERENCES people (id);
ALTER TABLE decisions ADD COLUMN decided_by TEXT REFERENCES people (id);

-- Every saved state of a decision that is being written: none is overwritten.
CREATE TABLE decision_drafts (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  -- JSON: the form as it was typed.
  content TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  saved_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX decision_drafts_by_author ON decision_drafts (author_id, saved_at);

CREATE TABLE decision_proposals (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  draft BIGINT NOT NULL,
  proposed_by TEXT REFERENCES people (id),
  proposed_at TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('approved', 'sentBack')),
  checked_by TEXT REFERENCES people (id),
  checked_at TEXT,
  reasons TEXT
);
CREATE INDEX decision_proposals_by_dossier ON decision_proposals (dossier_id, proposed_at, id);
CREATE INDEX decision_proposals_by_author ON decision_proposals (proposed_by, proposed_at);
-- One at a time waits.
CREATE UNIQUE INDEX decision_proposals_open ON decision_proposals (dossier_id) WHERE verdict IS NULL;

-- The reasons of an unfavourable decision as they were sent to the applicant before it, and the answer.
CREATE TABLE decision_replies (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  content TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  answer TEXT,
  answered_by TEXT REFERENCES people (id),
  answered_at TEXT
);
CREATE INDEX decision_replies_by_dossier ON decision_replies (dossier_id, asked_at, id);
CREATE INDEX decision_replies_by_author ON decision_replies (answered_by, answered_at);

CREATE TABLE wave_publications (
  wave_id TEXT PRIMARY KEY REFERENCES waves (id),
  at TEXT NOT NULL,
  set_by TEXT REFERENCES people (id),
  set_at TEXT NOT NULL,
  done_at TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX wave_publications_by_hour ON wave_publications (done_at, at);
CREATE INDEX wave_publications_by_author ON wave_publications (set_by, set_at, wave_id);

CREATE TABLE deepenings (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  state TEXT NOT NULL,
  coach TEXT NOT NULL,
  due_on TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  -- Nil until the notice: the applicant learns of it by the decision.
  told_at TEXT,
  closing_reasons TEXT,
  version BIGINT NOT NULL
);
CREATE TABLE deepening_conditions (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  text TEXT NOT NULL,
  -- 1 met, 0 not met, NULL not looked at again yet.
  met BIGINT,
  reasons TEXT NOT NULL,
  judged_by TEXT REFERENCES people (id),
  judged_at TEXT,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX deepening_conditions_by_judge ON deepening_conditions (judged_by, judged_at);

-- The letters of decisions as PDF.
CREATE TABLE decision_letters (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  decided_at TEXT NOT NULL,
  digest TEXT NOT NULL,
  size BIGINT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, decided_at)
);
CREATE INDEX decision_letters_by_digest ON decision_letters (digest);
