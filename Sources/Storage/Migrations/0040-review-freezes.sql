-- What a dossier was deliberated on: an interest that is declared later, or set aside later, changes no figure.
CREATE TABLE review_freezes (
  dossier_id TEXT NOT NULL PRIMARY KEY REFERENCES dossiers (id),
  frozen_at TEXT NOT NULL
);

-- Of the sheets of such a dossier: those that counted.
ALTER TABLE review_sheets ADD COLUMN counted_at TEXT;
