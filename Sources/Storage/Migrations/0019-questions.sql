-- Questions about a call: public with their answer. Who asked is kept to be answered, and is never shown.
CREATE TABLE call_questions (
  id TEXT PRIMARY KEY,
  wave_id TEXT NOT NULL REFERENCES waves (id),
  -- Nobody where the account was erased.
  person_id TEXT REFERENCES people (id),
  asked_at TEXT NOT NULL,
  question TEXT NOT NULL,
  published_question TEXT,
  published_question_en TEXT,
  answer TEXT,
  answer_en TEXT,
  answered_at TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((answer IS NULL) = (published_question IS NULL))
);
CREATE INDEX call_questions_by_wave ON call_questions (wave_id, answered_at, id);
CREATE INDEX call_questions_by_answer ON call_questions (answered_at, asked_at, id);
CREATE INDEX call_questions_by_person ON call_questions (person_id, wave_id);
