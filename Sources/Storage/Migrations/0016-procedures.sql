-- Decisions of every procedure: their conditions and what the outcome is worth; the queue of one procedure.
ALTER TABLE decisions ADD COLUMN conditions TEXT;
ALTER TABLE decisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'favourable';
UPDATE decisions SET kind = 'conditional' WHERE outcome = 'labelledWithConditions';
UPDATE decisions SET kind = 'deferred' WHERE outcome = 'deepening';
UPDATE decisions SET kind = 'refused' WHERE outcome = 'rejected';
CREATE INDEX dossiers_by_procedure ON dossiers (procedure_id, submitted_at);
