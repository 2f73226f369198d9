-- What an applicant and the service write to each other about a dossier, by which address a mail comes back to it,
-- and what was opened for the first time: from these /espace tells what awaits somebody.
CREATE TABLE exchange_messages (
  id TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  side TEXT NOT NULL CHECK (side IN ('applicant', 'service')),
  author_id TEXT REFERENCES people (id),
  text TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  -- A message of the service: when somebody of the applicant's side first opened it. One of the applicant: when the
  -- service answered it, or said that it needs no answer.
  settled_at TEXT,
  settled_by TEXT REFERENCES people (id),
  -- Of the identity of the mail that it came by: the same mail is taken in once.
  mail_digest TEXT UNIQUE,
  CHECK ((settled_at IS NULL) = (settled_by IS NULL))
);
CREATE INDEX exchange_messages_by_dossier ON exchange_messages (dossier_id, sent_at, id);
CREATE INDEX exchange_messages_by_author ON exchange_messages (author_id, sent_at, id);
CREATE INDEX exchange_messages_unsettled ON exchange_messages (side, sent_at, dossier_id) WHERE settled_at IS NULL;

-- A file that came with a message is none of the files of the dossier itself.
ALTER TABLE file_attachments ADD COLUMN message_id TEXT REFERENCES exchange_messages (id);
CREATE INDEX file_attachments_by_message ON file_attachments (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE first_openings (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  -- `decision`, or `submission:<number>`.
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, subject)
);
CREATE INDEX first_openings_by_person ON first_openings (person_id, at, dossier_id);

CREATE TABLE reply_addresses (
  token TEXT PRIMARY KEY,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at TEXT NOT NULL,
  UNIQUE (dossier_id, person_id)
);
CREATE INDEX reply_addresses_by_person ON reply_addresses (person_id, created_at, token);
