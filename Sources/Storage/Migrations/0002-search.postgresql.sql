-- Full-text search on PostgreSQL. The terms are folded and stemmed by the program (FrenchText), so that the
-- index holds plain words and both engines find the same.

CREATE TABLE search_entries (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('territory', 'challenge')),
  slug TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- Weight A is the title, weight D the body.
  terms tsvector NOT NULL,
  UNIQUE (kind, slug, language)
);
CREATE INDEX search_entries_by_terms ON search_entries USING gin (terms);
