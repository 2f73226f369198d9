-- The scores of a wave as they were published, once and for good: codes that tell nothing, and what a recount needs.
CREATE TABLE wave_scores (
  wave_id TEXT PRIMARY KEY REFERENCES waves (id),
  -- JSON (docs/wave-scores.md), and the digest that it bears.
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  published_at TEXT NOT NULL
);
