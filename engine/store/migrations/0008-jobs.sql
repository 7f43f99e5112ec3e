-- Long work that the user has asked for, now or later. `position` orders those that wait; `result` says what came out.
CREATE TABLE jobs (
  id         INTEGER PRIMARY KEY,
  kind       TEXT    NOT NULL,
  input      TEXT    NOT NULL CHECK (json_valid(input)),
  status     TEXT    NOT NULL CHECK (status IN ('queued', 'running', 'cancelled', 'failed', 'done')),
  position   INTEGER NOT NULL,
  -- How often it was begun since the user last asked for it: an engine that dies of a job must not do so for ever.
  attempts   INTEGER NOT NULL DEFAULT 0,
  run_id     TEXT,
  result     TEXT    CHECK (json_valid(result)),
  -- What came out itself, where nothing else keeps it.
  output     TEXT    CHECK (json_valid(output)),
  error      TEXT    CHECK (json_valid(error)),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at   INTEGER
) STRICT;
CREATE INDEX jobs_by_status ON jobs (status, position);
