-- Who is who: links for addresses that nobody has yet, sessions that their owner can look at, people as an identity
-- provider knows them, and how often something was tried. Links and sessions of before end here: one signs in anew.
DROP TABLE sign_in_links;
CREATE TABLE sign_in_links (
  hash TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- Nobody yet, where the address was not known: the account is made when the link is used.
  person_id TEXT REFERENCES people (id),
  -- Null for an invitation: it opens in whatever browser it reaches.
  browser_hash TEXT,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
);
CREATE INDEX sign_in_links_by_person ON sign_in_links (person_id, created_at);

DROP TABLE sessions;
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  -- What its owner names it by to end it; the hash stays here.
  id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL REFERENCES people (id),
  csrf TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  -- The earlier of two ends: nothing was done for long, or it has lasted long enough.
  expires_at TEXT NOT NULL,
  -- Shortened: whereabouts, not where.
  network TEXT,
  browser TEXT,
  -- What the identity provider wants to see again when one signs out of it.
  identity_token TEXT
);
CREATE INDEX sessions_by_person ON sessions (person_id, last_seen_at, id);

-- A person as an identity provider knows them: one for each provider.
CREATE TABLE external_identities (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  created_at TEXT NOT NULL,
  PRIMARY KEY (issuer, subject),
  UNIQUE (person_id, issuer)
);

-- Somebody was sent to the identity provider and is awaited back, in the same browser, once.
CREATE TABLE provider_visits (
  state_hash TEXT PRIMARY KEY,
  browser_hash TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX provider_visits_by_expiry ON provider_visits (expires_at);

-- How often somebody tried something, in short windows whose sum is the limit.
CREATE TABLE attempt_counters (
  name TEXT NOT NULL,
  window_start TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (name, window_start)
);
CREATE INDEX attempt_counters_by_expiry ON attempt_counters (expires_at);
