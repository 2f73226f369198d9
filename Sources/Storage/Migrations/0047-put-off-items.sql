-- An item that cannot be concluded is put off, and the minutes say why: one reason on a line.
ALTER TABLE jury_items ADD COLUMN put_off TEXT NOT NULL DEFAULT '';
