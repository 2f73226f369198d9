-- Jury sessions: who sits in them, by which rule, on what, who was there, and what was voted.
CREATE TABLE jury_sessions (
  id TEXT PRIMARY KEY,
  wave_id TEXT NOT NULL REFERENCES waves (id),
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  planned_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'suspended', 'closed')),
  opened_at TEXT,
  closed_at TEXT,
  quorum_part INTEGER NOT NULL,
  quorum_whole INTEGER NOT NULL CHECK (quorum_whole > 0),
  -- 1: more than that part.
  quorum_strict INTEGER NOT NULL,
  quorum_base TEXT NOT NULL CHECK (quorum_base IN ('entitled', 'whole')),
  majority TEXT NOT NULL CHECK (majority IN ('relative', 'absolute')),
  casting_vote INTEGER NOT NULL,
  ballot TEXT NOT NULL CHECK (ballot IN ('open', 'secret')),
  current_item TEXT,
  version INTEGER NOT NULL
);
CREATE INDEX jury_sessions_by_day ON jury_sessions (planned_at, id);

CREATE TABLE jury_members (
  session_id TEXT NOT NULL REFERENCES jury_sessions (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  place INTEGER NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('president', 'member', 'secretary')),
  attendance TEXT NOT NULL CHECK (attendance IN ('expected', 'present', 'absent', 'left')),
  arrived_at TEXT,
  left_at TEXT,
  PRIMARY KEY (session_id, person_id)
);
CREATE INDEX jury_members_by_person ON jury_members (person_id, session_id);

CREATE TABLE jury_items (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES jury_sessions (id),
  place INTEGER NOT NULL,
  dossier_id TEXT REFERENCES dossiers (id),
  -- Of what is no dossier; of a dossier that is not kept any more, empty.
  title TEXT NOT NULL,
  ballot TEXT NOT NULL CHECK (ballot IN ('open', 'secret')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'discussion', 'voting', 'counted', 'closed')),
  round INTEGER NOT NULL
);
CREATE INDEX jury_items_by_session ON jury_items (session_id, place, id);
CREATE INDEX jury_items_by_dossier ON jury_items (dossier_id, session_id);

-- Who keeps out of an item because of an interest in it. That they do is all that is kept.
CREATE TABLE jury_departures (
  item_id TEXT NOT NULL REFERENCES jury_items (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (item_id, person_id)
);
CREATE INDEX jury_departures_by_person ON jury_departures (person_id, item_id);

-- Open votes, with their names.
CREATE TABLE jury_votes (
  item_id TEXT NOT NULL REFERENCES jury_items (id),
  round INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  choice TEXT NOT NULL,
  PRIMARY KEY (item_id, round, person_id)
);
CREATE INDEX jury_votes_by_person ON jury_votes (person_id, item_id);

-- Secret votes: who voted stands here, what was voted below. Neither has an hour or a number, and with each vote the rows
-- of both are written anew in the order of their keys, so that nothing of their order tells which belong together.
CREATE TABLE jury_voters (
  item_id TEXT NOT NULL REFERENCES jury_items (id),
  round INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (item_id, round, person_id)
);
CREATE INDEX jury_voters_by_person ON jury_voters (person_id, item_id);

CREATE TABLE jury_ballots (
  item_id TEXT NOT NULL REFERENCES jury_items (id),
  round INTEGER NOT NULL,
  code TEXT NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (item_id, round, code)
);

-- What each round came to, with the room as it was.
CREATE TABLE jury_results (
  item_id TEXT NOT NULL REFERENCES jury_items (id),
  round INTEGER NOT NULL,
  counted_at TEXT NOT NULL,
  ballot TEXT NOT NULL,
  -- JSON: votes by choice.
  counts TEXT NOT NULL,
  -- JSON: ids of those who were present, recused, absent.
  room TEXT NOT NULL,
  base INTEGER NOT NULL,
  needed INTEGER NOT NULL,
  -- JSON: the choices that were tied or the one that was chosen.
  verdict TEXT NOT NULL,
  casting_choice TEXT,
  casting_reason TEXT,
  closed_at TEXT,
  choice TEXT,
  advice TEXT,
  reason TEXT,
  reopening TEXT,
  PRIMARY KEY (item_id, round)
);

-- The minutes as a file, one for each reader: items that a conflict keeps from them are not in theirs.
CREATE TABLE jury_minutes (
  session_id TEXT NOT NULL REFERENCES jury_sessions (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  ordered_at TEXT NOT NULL,
  -- What was in it when it was ordered and made: a digest of what the reader may see.
  content TEXT NOT NULL,
  digest TEXT REFERENCES files (digest),
  size INTEGER,
  made_at TEXT,
  PRIMARY KEY (session_id, person_id)
);
CREATE INDEX jury_minutes_by_person ON jury_minutes (person_id, session_id);
