-- Full-text search on SQLite. The terms are folded and stemmed by the program (FrenchText), so that the
-- index holds plain words and both engines find the same.

CREATE TABLE search_entries (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('territory', 'challenge')),
  slug TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  UNIQUE (kind, slug, language)
);

CREATE VIRTUAL TABLE search_index USING fts5(title, body, tokenize = 'ascii', prefix = '3');
