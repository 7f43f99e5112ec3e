-- Bars and series as chunks of one column each, kept once by the hash of their bytes (column-chunks.ts), and what is
-- known about an import or a series beside its values. The functions join_column, column_chunks_of, hash_columns and
-- available_next_day are those of migration-functions.ts.

CREATE TABLE column_chunks (
  hash     TEXT    PRIMARY KEY,
  rows     INTEGER NOT NULL CHECK (rows > 0),
  encoding TEXT    NOT NULL,
  bytes    BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_chunks (
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  "column"    TEXT    NOT NULL,
  chunk       INTEGER NOT NULL CHECK (chunk >= 0),
  hash        TEXT    NOT NULL REFERENCES column_chunks (hash),
  PRIMARY KEY (snapshot_id, "column", chunk)
) STRICT, WITHOUT ROWID;

-- Only files that name days could be imported so far.
ALTER TABLE snapshots ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE snapshots ADD COLUMN stamps TEXT NOT NULL DEFAULT 'day' CHECK (stamps IN ('open', 'close', 'day'));
ALTER TABLE snapshots ADD COLUMN refused_count INTEGER NOT NULL DEFAULT 0 CHECK (refused_count >= 0);
ALTER TABLE snapshots ADD COLUMN findings TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(findings));
ALTER TABLE snapshots ADD COLUMN repairs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(repairs));
ALTER TABLE snapshots ADD COLUMN changes TEXT CHECK (json_valid(changes));
UPDATE snapshots SET refused_count = json_array_length(refused_rows);

-- Materialised, so that a column is encoded once for both tables.
CREATE TEMP TABLE converted AS
  SELECT s.id AS owner_id, n.name, c.chunk, c.hash, c.rows, c.encoding, c.bytes
  FROM snapshots s
  CROSS JOIN (
    SELECT 0 AS position, 'time' AS name UNION ALL SELECT 1, 'open' UNION ALL SELECT 2, 'high'
    UNION ALL SELECT 3, 'low' UNION ALL SELECT 4, 'close' UNION ALL SELECT 5, 'volume'
    UNION ALL SELECT 6, 'priceFactor' UNION ALL SELECT 7, 'volumeFactor'
  ) n
  CROSS JOIN column_chunks_of((
    SELECT join_column(b.columns, b.rows, n.position, 8 ORDER BY b.chunk) FROM bar_chunks b WHERE b.snapshot_id = s.id
  )) c;
INSERT OR IGNORE INTO column_chunks SELECT hash, rows, encoding, bytes FROM converted;
INSERT INTO snapshot_chunks SELECT owner_id, name, chunk, hash FROM converted;
DROP TABLE converted;
DROP TABLE bar_chunks;

-- A series may belong to no instrument now. A value of a day was said to be available 1 ms after its midnight, which
-- meant: at the next bar. With bars shorter than a day that would be too early; it is available a day later.
CREATE TEMP TABLE old_columns AS
  SELECT s.id AS owner_id, s.content_hash,
    (SELECT join_column(c.columns, c.rows, 0, 3 ORDER BY c.chunk) FROM series_chunks c WHERE c.series_id = s.id) AS time,
    (SELECT join_column(c.columns, c.rows, 1, 3 ORDER BY c.chunk) FROM series_chunks c WHERE c.series_id = s.id)
      AS available_at,
    (SELECT join_column(c.columns, c.rows, 2, 3 ORDER BY c.chunk) FROM series_chunks c WHERE c.series_id = s.id) AS value
  FROM series s;
CREATE TEMP TABLE new_columns AS
  SELECT owner_id, content_hash, time, available_at AS old_available_at,
    available_next_day(time, available_at) AS available_at, value
  FROM old_columns;

DROP TABLE series_chunks;
CREATE TEMP TABLE old_series AS SELECT * FROM series;
DROP TABLE series;

CREATE TABLE series (
  id            INTEGER PRIMARY KEY,
  -- NULL: a series of the whole market.
  instrument_id INTEGER REFERENCES instruments (id),
  name          TEXT    NOT NULL,
  source_name   TEXT    NOT NULL,
  lag_ms        INTEGER NOT NULL,
  revisions     TEXT    NOT NULL CHECK (revisions IN ('never', 'later', 'unknown')),
  frequency     TEXT    NOT NULL CHECK (frequency IN ('day', 'week', 'month', 'quarter', 'intraday', 'irregular')),
  note          TEXT    NOT NULL,
  points        INTEGER NOT NULL CHECK (points > 0),
  content_hash  TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX series_by_instrument ON series (instrument_id, name, id);

CREATE TABLE series_chunks (
  series_id INTEGER NOT NULL REFERENCES series (id),
  "column"  TEXT    NOT NULL,
  chunk     INTEGER NOT NULL CHECK (chunk >= 0),
  hash      TEXT    NOT NULL REFERENCES column_chunks (hash),
  PRIMARY KEY (series_id, "column", chunk)
) STRICT, WITHOUT ROWID;

-- Values that were damaged already keep a hash that they do not have: they must not pass for sound ones.
INSERT INTO series
  SELECT o.id, o.instrument_id, o.name, o.source_name, 0, 'unknown', 'day', '', o.points,
    CASE WHEN hash_columns(n.time, n.old_available_at, n.value) = o.content_hash
      THEN hash_columns(n.time, n.available_at, n.value) ELSE o.content_hash END,
    o.created_at
  FROM old_series o JOIN new_columns n ON n.owner_id = o.id;

CREATE TEMP TABLE converted AS
  SELECT s.owner_id, n.name, c.chunk, c.hash, c.rows, c.encoding, c.bytes
  FROM new_columns s
  CROSS JOIN (SELECT 'time' AS name UNION ALL SELECT 'availableAt' UNION ALL SELECT 'value') n
  CROSS JOIN column_chunks_of(
    CASE n.name WHEN 'time' THEN s.time WHEN 'availableAt' THEN s.available_at ELSE s.value END
  ) c;
INSERT OR IGNORE INTO column_chunks SELECT hash, rows, encoding, bytes FROM converted;
INSERT INTO series_chunks SELECT owner_id, name, chunk, hash FROM converted;
DROP TABLE converted;
DROP TABLE old_columns;
DROP TABLE new_columns;
DROP TABLE old_series;

-- What a user has looked at and taken as it is: a red finding of a history, told by its fingerprint.
CREATE TABLE acknowledgements (
  id            INTEGER PRIMARY KEY,
  instrument_id INTEGER NOT NULL REFERENCES instruments (id),
  timeframe     TEXT    NOT NULL,
  fingerprint   TEXT    NOT NULL,
  message       TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX acknowledgements_by_instrument ON acknowledgements (instrument_id, timeframe, fingerprint);

CREATE TRIGGER acknowledgements_are_never_changed BEFORE UPDATE ON acknowledgements
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only: one cannot be changed'); END;

CREATE TRIGGER acknowledgements_are_never_removed BEFORE DELETE ON acknowledgements
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only: one cannot be removed'); END;

CREATE TRIGGER acknowledgements_are_never_replaced BEFORE INSERT ON acknowledgements
WHEN EXISTS (SELECT 1 FROM acknowledgements WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'acknowledgements are append-only: one cannot be replaced'); END;
