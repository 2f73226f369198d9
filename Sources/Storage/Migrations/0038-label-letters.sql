-- The letters of measures about labels: who signs them, the PDF, and whether somebody has to post it on paper.
ALTER TABLE label_events ADD COLUMN signatory_name TEXT;
ALTER TABLE label_events ADD COLUMN signatory_function TEXT;

CREATE TABLE label_letters (
  territory_id TEXT NOT NULL REFERENCES territories (id),
  -- The number of the event that it tells.
  number BIGINT NOT NULL,
  ordered_at TEXT NOT NULL,
  -- 1 where nobody who has an account leads the label: no mail reaches anybody.
  by_post BIGINT NOT NULL,
  -- When somebody of the service said that they had posted it.
  posted_at TEXT,
  -- Of the PDF, once it is made.
  digest TEXT,
  size BIGINT,
  made_at TEXT,
  PRIMARY KEY (territory_id, number)
);
CREATE INDEX label_letters_by_digest ON label_letters (digest);
CREATE INDEX label_letters_to_post ON label_letters (ordered_at, territory_id, number)
WHERE by_post = 1 AND posted_at IS NULL;
