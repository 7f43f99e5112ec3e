-- Backtests that were run, with what came out, to be looked at again and compared; one without a name is a draft. The key is
-- made of all that went in, so the same backtest is there once. `body` is the whole result (JSON, deflated); the body of
-- an old draft makes room for newer ones, and its settings and numbers stay.
CREATE TABLE kept_backtests (
  id         INTEGER PRIMARY KEY,
  key        TEXT    NOT NULL UNIQUE,
  name       TEXT,
  request    TEXT    NOT NULL CHECK (json_valid(request)),
  summary    TEXT    NOT NULL CHECK (json_valid(summary)),
  body       BLOB,
  body_hash  TEXT,
  ran_at     INTEGER NOT NULL,
  removed_at INTEGER,
  CHECK ((body IS NULL) = (body_hash IS NULL))
) STRICT;
CREATE INDEX kept_backtests_by_time ON kept_backtests (ran_at);
