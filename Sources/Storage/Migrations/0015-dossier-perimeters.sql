-- The perimeter of each submitted dossier, with the year of its official codes: where candidacies overlap.
CREATE TABLE dossier_perimeters (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  wave_id TEXT NOT NULL REFERENCES waves (id),
  -- Of the official geography when it was submitted.
  geography_year BIGINT NOT NULL,
  -- As epci:200054807, parted by spaces.
  codes TEXT NOT NULL
);
CREATE INDEX dossier_perimeters_by_wave ON dossier_perimeters (wave_id, dossier_id);
