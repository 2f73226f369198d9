-- Whoever declares a relation names a person as often as a collective: people are found by their names as organisations are. The program makes the keys at its next start.
ALTER TABLE people ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
CREATE INDEX people_by_name_key ON people (name_key);
