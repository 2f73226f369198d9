-- Who is who among organisations, and who acts for them.
CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- Without accents or case: what a search compares.
  folded_name TEXT NOT NULL,
  -- SIREN or SIRET: which of the two, its length tells. A record that was merged keeps its own, so that an import
  -- does not make it anew.
  number TEXT UNIQUE,
  form TEXT NOT NULL,
  -- Words with a space between them, in the order of ActorKind.
  kinds TEXT NOT NULL,
  municipality TEXT,
  website TEXT,
  version BIGINT NOT NULL,
  merged_into TEXT REFERENCES organisations (id) DEFERRABLE INITIALLY DEFERRED,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX organisations_by_name ON organisations (folded_name, id) WHERE merged_into IS NULL;
CREATE INDEX organisations_by_merger ON organisations (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE memberships (
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  number BIGINT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL CHECK (role IN ('manager', 'member')),
  since TEXT NOT NULL,
  ended_at TEXT,
  PRIMARY KEY (organisation_id, number)
);
CREATE UNIQUE INDEX memberships_by_person ON memberships (person_id, organisation_id) WHERE ended_at IS NULL;
CREATE INDEX memberships_of_person ON memberships (person_id, since, organisation_id);

CREATE TABLE organisation_invitations (
  -- Of the token that the letter bears.
  hash TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('manager', 'member')),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  -- Accepted or withdrawn: it opens nothing any more.
  closed_at TEXT
);
CREATE INDEX organisation_invitations_open ON organisation_invitations (organisation_id, email) WHERE closed_at IS NULL;
CREATE INDEX organisation_invitations_by_email ON organisation_invitations (email);
