-- Who put an event of a label right: the event keeps its author, and neither of them decides on what it belongs to.
ALTER TABLE label_events ADD COLUMN corrected_by TEXT REFERENCES people (id);
