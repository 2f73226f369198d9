-- Decisions that are taken back before anybody was told, hours that are cancelled, the day on which an appeal came.
ALTER TABLE decision_proposals ADD COLUMN recalled_at TEXT;
ALTER TABLE decision_proposals ADD COLUMN recalled_by TEXT REFERENCES people (id);
ALTER TABLE decision_proposals ADD COLUMN recall_reasons TEXT;

-- The line stays, so that its version goes on rising.
ALTER TABLE wave_publications ADD COLUMN cancelled_at TEXT;

-- Of an appeal that came by another way than the site: the day, where `at` is when it was recorded.
ALTER TABLE dossier_steps ADD COLUMN received_on TEXT;

-- Instants used to lose a millisecond when they were read and written again: letters of which the decision was not found any
-- more. A letter that was made after the notice is that of the decision that stands.
UPDATE decision_letters
SET decided_at = (SELECT decisions.decided_at FROM decisions WHERE decisions.dossier_id = decision_letters.dossier_id)
WHERE EXISTS (
    SELECT 1 FROM decisions
    WHERE decisions.dossier_id = decision_letters.dossier_id AND decisions.notified_at <= decision_letters.made_at
      AND decisions.decided_at <> decision_letters.decided_at)
  AND NOT EXISTS (
    SELECT 1 FROM decision_letters AS other JOIN decisions ON decisions.dossier_id = other.dossier_id
    WHERE other.dossier_id = decision_letters.dossier_id AND other.made_at >= decisions.notified_at
      AND other.decided_at > decision_letters.decided_at);
