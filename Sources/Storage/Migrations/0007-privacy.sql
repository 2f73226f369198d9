-- Privacy: an erased account keeps its id, by which the journal and the dossiers speak of it, and nothing else. The
-- indexes are for the export of what an account holds and for the rules of retention.
ALTER TABLE people ADD COLUMN erased_at TEXT;
CREATE INDEX people_by_creation ON people (created_at, id);
CREATE INDEX outbox_by_recipient ON outbox (recipient, created_at, id);
CREATE INDEX journal_by_author ON journal (author, at, number);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sign_in_links_by_expiry ON sign_in_links (expires_at);
