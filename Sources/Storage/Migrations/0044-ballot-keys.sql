-- Codes of secret ballots are drawn with a key of the round, which lasts as long as the vote.
ALTER TABLE jury_items ADD COLUMN ballot_key TEXT;
