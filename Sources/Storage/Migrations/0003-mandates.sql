-- Roles get a scope and a term, and their history is kept: a mandate is never deleted, it ends.
CREATE TABLE mandates (
  person_id TEXT NOT NULL REFERENCES people (id),
  number BIGINT NOT NULL,
  role TEXT NOT NULL,
  -- `all`, or the part of the programme in which it holds: `wave:<id>`.
  scope TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  -- The last day on which it holds.
  until TEXT,
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  PRIMARY KEY (person_id, number)
);
CREATE INDEX mandates_by_role ON mandates (role, withdrawn_at, until);
-- Somebody holds a role in a scope once.
CREATE UNIQUE INDEX mandates_held ON mandates (person_id, role, scope) WHERE withdrawn_at IS NULL;

INSERT INTO mandates (person_id, number, role, scope, granted_at, granted_by)
SELECT person_id, ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY granted_at, role), role, 'all', granted_at,
  'program:set-up'
FROM role_grants;

DROP TABLE role_grants;
