-- A collective writes one dossier: its members, who was invited, and who signed which version for which organisation.
CREATE TABLE dossier_members (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  part TEXT NOT NULL,
  -- Ids of sections with a space between them; NULL for all.
  sections TEXT,
  -- The identity of an organisation's item in the answers.
  party TEXT,
  since TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (dossier_id, number)
);
CREATE UNIQUE INDEX dossier_members_once ON dossier_members (dossier_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX dossier_members_by_person ON dossier_members (person_id, ended_at);

-- A letter is known by the hash of its token alone.
CREATE TABLE dossier_invitations (
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  email TEXT NOT NULL,
  part TEXT NOT NULL,
  sections TEXT,
  party TEXT,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX dossier_invitations_by_dossier ON dossier_invitations (dossier_id, created_at);
CREATE INDEX dossier_invitations_by_address ON dossier_invitations (email);

-- What the representative of an organisation signed. It never changes; another signature comes after it.
CREATE TABLE sign_offs (
  dossier_id TEXT NOT NULL REFERENCES dossiers (id),
  number BIGINT NOT NULL,
  party TEXT NOT NULL,
  -- Who signed on the site; NULL where the lead recorded a signature on paper, and for an account that was erased.
  person_id TEXT REFERENCES people (id),
  recorded_by TEXT REFERENCES people (id),
  name TEXT NOT NULL,
  capacity TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- The SHA-256 of all answers at that version.
  digest TEXT NOT NULL,
  -- JSON: the SHA-256 of each part that the signature covers, by section.
  covered TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  PRIMARY KEY (dossier_id, number)
);
CREATE INDEX sign_offs_by_person ON sign_offs (person_id);
