-- Where two people declare a dossier inadmissible: what one of them proposes, and who confirmed it. A proposal holds for one
-- version of the dossier: whatever happens to the dossier since voids it.
CREATE TABLE inadmissibility_proposals (
  dossier_id TEXT PRIMARY KEY REFERENCES dossiers (id),
  dossier_version BIGINT NOT NULL,
  proposed_by TEXT NOT NULL REFERENCES people (id),
  reasons TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  -- The line stays once it is decided: neither of them decides anew after an appeal.
  confirmed_by TEXT REFERENCES people (id),
  confirmed_at TEXT
);
CREATE INDEX inadmissibility_proposals_by_author ON inadmissibility_proposals (proposed_by, proposed_at, dossier_id);
