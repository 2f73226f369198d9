-- Names of organisations are compared without legal forms and articles, and what an organisation was called before binds its people for three years more. The keys are those of the search until the program makes them anew, at its next start.

-- By what a form is compared with it.
ALTER TABLE organisations ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE organisations SET name_key = folded_name;
DROP INDEX organisations_by_any_name;
CREATE INDEX organisations_by_key ON organisations (name_key);

-- A name, and the number of the legal unit that the organisation had with it.
CREATE TABLE organisation_names (
  organisation_id TEXT NOT NULL REFERENCES organisations (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  -- Empty for none.
  siren TEXT NOT NULL,
  -- Three years after it was replaced: it binds to no dossier submitted later.
  counts_until TEXT NOT NULL,
  PRIMARY KEY (organisation_id, name, siren)
);
CREATE INDEX organisation_names_by_key ON organisation_names (name_key, organisation_id);
CREATE INDEX organisation_names_by_siren ON organisation_names (siren, organisation_id);

ALTER TABLE dossier_names RENAME COLUMN folded_name TO name_key;
ALTER TABLE declared_interests RENAME COLUMN folded_name TO name_key;

-- The rule by which the names of a dossier were found; empty for an earlier one.
ALTER TABLE dossier_ties ADD COLUMN rule TEXT NOT NULL DEFAULT '';
