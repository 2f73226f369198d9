-- The outbox becomes a list of jobs: mail to send, calls of webhooks. `taken_until` is a lease: a job whose worker died
-- is taken again when it runs out.
ALTER TABLE outbox ADD COLUMN channel TEXT NOT NULL DEFAULT 'mail';
ALTER TABLE outbox ADD COLUMN person_id TEXT;
ALTER TABLE outbox ADD COLUMN language TEXT NOT NULL DEFAULT 'fr';
ALTER TABLE outbox ADD COLUMN thread TEXT;
ALTER TABLE outbox ADD COLUMN procedural BIGINT NOT NULL DEFAULT 1;
ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
ALTER TABLE outbox ADD COLUMN attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN due_at TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN expires_at TEXT;
ALTER TABLE outbox ADD COLUMN taken_until TEXT;
ALTER TABLE outbox ADD COLUMN delivered_at TEXT;
ALTER TABLE outbox ADD COLUMN last_error TEXT;

-- What was written before mail could be sent is old news: it is kept, and not sent now.
UPDATE outbox SET state = 'dead', due_at = created_at, last_error = 'written before this program sent mail';

CREATE INDEX outbox_by_turn ON outbox (state, due_at, id);
CREATE INDEX outbox_by_person ON outbox (person_id, created_at);

-- What somebody wants of the mail that no procedure asks for: each message, one digest a day, none.
ALTER TABLE people ADD COLUMN mail_choice TEXT NOT NULL DEFAULT 'each' CHECK (mail_choice IN ('each', 'daily', 'none'));

CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  -- The key of the signature. Whoever is called knows it too, so that it cannot be kept as a hash.
  secret TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT
);
