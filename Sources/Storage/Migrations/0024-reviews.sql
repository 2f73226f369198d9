-- Reviews: the grid as it was when a wave opened with it, who is asked to review what, sheets and their versions, notes of reconciliation.
-- Frozen: it is never updated.
CREATE TABLE rubrics (
  version TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  frozen_at TEXT NOT NULL
);

-- A wave without a row is not scored.
CREATE TABLE wave_rubrics (
  wave_id TEXT PRIMARY KEY REFERENCES waves (id),
  rubric_version TEXT NOT NULL REFERENCES rubrics (version)
);

CREATE TABLE review_assignments (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  state TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
  asked_by TEXT REFERENCES people (id),
  asked_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  answered_at TEXT,
  ended_at TEXT,
  -- Why it was declined.
  reason TEXT NOT NULL DEFAULT '',
  declares_conflict BIGINT NOT NULL DEFAULT 0 CHECK (declares_conflict IN (0, 1))
);
CREATE UNIQUE INDEX review_assignments_standing ON review_assignments (dossier_id, person_id)
  WHERE state IN ('asked', 'accepted');
CREATE INDEX review_assignments_by_dossier ON review_assignments (dossier_id, asked_at, id);
CREATE INDEX review_assignments_by_person ON review_assignments (person_id, state, due_on, id);
CREATE INDEX review_assignments_by_day ON review_assignments (state, due_on, id);

CREATE TABLE review_reminders (
  assignment_id TEXT NOT NULL REFERENCES review_assignments (id),
  days BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  sent_at TEXT NOT NULL,
  PRIMARY KEY (assignment_id, days)
);
CREATE INDEX review_reminders_by_person ON review_reminders (person_id, sent_at);

-- What a reviewer is writing; gone once it is submitted.
CREATE TABLE review_drafts (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  version BIGINT NOT NULL,
  -- JSON: the fields by name.
  fields TEXT NOT NULL,
  -- JSON: by name, the version at which a field changed last.
  changed TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, person_id)
);
CREATE INDEX review_drafts_by_person ON review_drafts (person_id, updated_at);

-- Submitted, and never changed: an amendment is the next number.
CREATE TABLE review_sheets (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  number BIGINT NOT NULL,
  capacity TEXT NOT NULL CHECK (capacity IN ('expert', 'instructor')),
  fields TEXT NOT NULL,
  digest TEXT NOT NULL,
  submitted_at TEXT NOT NULL,
  -- When the service passed its questions on to the applicant.
  passed_at TEXT,
  PRIMARY KEY (dossier_id, person_id, number)
);
CREATE INDEX review_sheets_by_person ON review_sheets (person_id, submitted_at);

CREATE TABLE reconciliation_notes (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  line TEXT NOT NULL,
  number BIGINT NOT NULL,
  author_id TEXT REFERENCES people (id),
  body TEXT NOT NULL,
  settled BIGINT NOT NULL CHECK (settled IN (0, 1)),
  written_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, line, number)
);
CREATE INDEX reconciliation_notes_by_author ON reconciliation_notes (author_id, written_at);
