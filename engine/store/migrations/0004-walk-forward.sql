-- What a training of a walk-forward leaves behind: its out-of-sample forecasts, from which all is scored again. Its
-- network is not kept: the next fold's has seen more.
CREATE TABLE fold_results (
  run_id      TEXT    PRIMARY KEY REFERENCES runs (id),
  result      BLOB    NOT NULL,
  result_hash TEXT    NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;

-- What came out of a whole walk-forward. The id is made of all that went in, so a result never changes.
CREATE TABLE walk_forwards (
  id         TEXT    PRIMARY KEY,
  result     TEXT    NOT NULL CHECK (json_valid(result)),
  created_at INTEGER NOT NULL
) STRICT;
