-- Times are milliseconds since 1970-01-01T00:00:00Z. Blobs of columns are described in column-chunks.ts.

CREATE TABLE instruments (
  id         INTEGER PRIMARY KEY,
  symbol     TEXT    NOT NULL UNIQUE,
  currency   TEXT    NOT NULL,
  simulated  INTEGER NOT NULL CHECK (simulated IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

-- One imported state of one history. A re-import that differs makes a new snapshot; the newest is current.
CREATE TABLE snapshots (
  id            INTEGER PRIMARY KEY,
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  timeframe     TEXT    NOT NULL,
  format        TEXT    NOT NULL,
  source_name   TEXT    NOT NULL,
  adjustment    TEXT    NOT NULL,
  bars          INTEGER NOT NULL CHECK (bars > 0),
  first_time    INTEGER NOT NULL,
  last_time     INTEGER NOT NULL,
  last_close    REAL    NOT NULL,
  content_hash  TEXT    NOT NULL,
  refused_rows  TEXT    NOT NULL CHECK (json_valid(refused_rows)),
  created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshots_by_instrument ON snapshots (instrument_id, timeframe, id);

CREATE TABLE bar_chunks (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  chunk       INTEGER NOT NULL,
  rows        INTEGER NOT NULL CHECK (rows > 0),
  columns     BLOB    NOT NULL,
  PRIMARY KEY (snapshot_id, chunk)
) STRICT, WITHOUT ROWID;

-- A dated series of an instrument, such as its news sentiment. The newest state of a name is current.
CREATE TABLE series (
  id            INTEGER PRIMARY KEY,
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  name          TEXT    NOT NULL,
  source_name   TEXT    NOT NULL,
  points        INTEGER NOT NULL CHECK (points > 0),
  content_hash  TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX series_by_instrument ON series (instrument_id, name, id);

CREATE TABLE series_chunks (
  series_id INTEGER NOT NULL REFERENCES series (id),
  chunk     INTEGER NOT NULL,
  rows      INTEGER NOT NULL CHECK (rows > 0),
  columns   BLOB    NOT NULL,
  PRIMARY KEY (series_id, chunk)
) STRICT, WITHOUT ROWID;

-- Every training ever started; rows are never deleted, because the number of trials belongs to every result.
CREATE TABLE runs (
  id          TEXT    PRIMARY KEY,
  -- SHA-256 of experiment, data hashes and engine version: the same key gives the same weights.
  replay_key  TEXT    NOT NULL,
  experiment  TEXT    NOT NULL CHECK (json_valid(experiment)),
  data_hashes TEXT    NOT NULL CHECK (json_valid(data_hashes)),
  status      TEXT    NOT NULL CHECK (status IN ('running', 'cancelled', 'failed', 'done')),
  error       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_replay_key ON runs (replay_key, created_at);

-- The state after the last whole epoch of an unfinished run; a resumed run goes on from here, bit for bit.
CREATE TABLE checkpoints (
  run_id     TEXT    PRIMARY KEY REFERENCES runs (id),
  epoch      INTEGER NOT NULL,
  state      BLOB    NOT NULL,
  state_hash TEXT    NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE models (
  id          INTEGER PRIMARY KEY,
  name        TEXT    NOT NULL,
  version     INTEGER NOT NULL CHECK (version > 0),
  run_id      TEXT    NOT NULL REFERENCES runs (id),
  bundle      BLOB    NOT NULL,
  bundle_hash TEXT    NOT NULL,
  created_at  INTEGER NOT NULL,
  UNIQUE (name, version)
) STRICT;

-- The ledger: a forecast is written before anyone sees it, and is never changed or removed.
CREATE TABLE forecasts (
  id         TEXT    PRIMARY KEY,
  model_id   INTEGER NOT NULL REFERENCES models (id),
  symbol     TEXT    NOT NULL,
  as_of      INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  body       TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX forecasts_by_symbol ON forecasts (symbol, created_at);

CREATE TRIGGER forecasts_are_never_changed BEFORE UPDATE ON forecasts
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a forecast cannot be changed'); END;

CREATE TRIGGER forecasts_are_never_removed BEFORE DELETE ON forecasts
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a forecast cannot be removed'); END;
