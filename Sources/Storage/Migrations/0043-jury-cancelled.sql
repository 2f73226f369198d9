-- A planned session can be called off: it is closed then, with the hour and the reason that its members were told.
ALTER TABLE jury_sessions ADD COLUMN cancelled_at TEXT;
ALTER TABLE jury_sessions ADD COLUMN cancellation TEXT;
