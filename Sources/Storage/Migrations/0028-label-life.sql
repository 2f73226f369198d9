-- The life of a label: its events, which are never edited; what the register answers for any day; certificates.
-- What is read from the events, kept so that lists can be filtered and sorted; and the code of verification.
CREATE TABLE labels (
  territory_id TEXT PRIMARY KEY REFERENCES territories (id),
  code TEXT UNIQUE,
  state TEXT NOT NULL,
  ends_on TEXT,
  -- The next day on which something is due, or a word that sorts after all days: none.
  due_order TEXT NOT NULL,
  -- The day up to which the clock was looked at, and the next on which it changes something.
  looked_on TEXT NOT NULL,
  next_look_on TEXT,
  -- How many events there are: two people who record one at once are told apart by it.
  version BIGINT NOT NULL
);
CREATE INDEX labels_by_due ON labels (due_order, territory_id);
CREATE INDEX labels_by_state ON labels (state, due_order, territory_id);
CREATE INDEX labels_by_look ON labels (next_look_on, territory_id);

CREATE TABLE label_events (
  territory_id TEXT NOT NULL REFERENCES territories (id),
  number BIGINT NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  author_id TEXT REFERENCES people (id),
  -- The number of an event that does not count any more from this one's recording on.
  replaces BIGINT,
  -- JSON: the kind and what it says.
  content TEXT NOT NULL,
  PRIMARY KEY (territory_id, number)
);
CREATE INDEX label_events_by_author ON label_events (author_id, recorded_at);

-- Made from the events: how a label stood for the public from a day to another, as it was known from an instant to
-- another. Both ends are the first that do not belong to it; 9999 stands for none.
CREATE TABLE label_periods (
  territory_id TEXT NOT NULL REFERENCES territories (id),
  from_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  known_from TEXT NOT NULL,
  known_until TEXT NOT NULL,
  mark TEXT NOT NULL CHECK (mark IN ('valid', 'suspended')),
  -- Codes parted by spaces; null for the perimeter of the grant.
  perimeter TEXT,
  PRIMARY KEY (territory_id, known_from, from_on)
);
CREATE INDEX label_periods_by_day ON label_periods (from_on, until_on, territory_id);

CREATE TABLE label_certificates (
  territory_id TEXT NOT NULL REFERENCES territories (id),
  language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
  -- How many events the label had: a later event makes another certificate.
  version BIGINT NOT NULL,
  ordered_at TEXT NOT NULL,
  made_at TEXT,
  digest TEXT,
  size BIGINT,
  PRIMARY KEY (territory_id, language, version)
);
CREATE INDEX label_certificates_by_digest ON label_certificates (digest);

-- The perimeter of the grant: territories.perimeter is that in force.
ALTER TABLE territories ADD COLUMN granted_perimeter TEXT NOT NULL DEFAULT '';
UPDATE territories SET granted_perimeter = perimeter;

-- Labels granted before: no record states a term, and none is invented.
INSERT INTO labels (territory_id, state, due_order, looked_on, version)
SELECT territories.id, 'active', 'none', territories.labelled_on, 1 FROM territories;
INSERT INTO label_events (territory_id, number, effective_on, recorded_at, content)
SELECT territories.id, 1, territories.labelled_on, decisions.decided_at, '{"granted":{"act":{"conditions":[]}}}'
FROM territories JOIN decisions ON decisions.dossier_id = territories.dossier_id;
INSERT INTO label_periods (territory_id, from_on, until_on, known_from, known_until, mark)
SELECT territories.id, territories.labelled_on, '9999-12-31', decisions.decided_at, '9999-12-31T00:00:00.000Z', 'valid'
FROM territories JOIN decisions ON decisions.dossier_id = territories.dossier_id;
