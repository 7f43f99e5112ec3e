-- Lists of symbols that the user watches. A symbol need not be that of an instrument: it may be imported later.
CREATE TABLE watchlists (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  position   INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- A list that the user deleted, which can be brought back.
  removed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX watchlists_by_name ON watchlists (name) WHERE removed_at IS NULL;

CREATE TABLE watchlist_symbols (
  watchlist_id INTEGER NOT NULL REFERENCES watchlists (id),
  position     INTEGER NOT NULL,
  symbol       TEXT    NOT NULL,
  PRIMARY KEY (watchlist_id, position),
  UNIQUE (watchlist_id, symbol)
) STRICT, WITHOUT ROWID;

-- The adjusted close of the last bar but one, for the change in a list; NULL where there is none, or it is not known.
ALTER TABLE snapshots ADD COLUMN previous_close REAL;

-- What the user wants to hear of. `body` is the rule; `seen_until` and `last_value` are where the last look at it ended.
CREATE TABLE alert_rules (
  id         INTEGER PRIMARY KEY,
  symbol     TEXT    NOT NULL,
  body       TEXT    NOT NULL CHECK (json_valid(body)),
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  seen_until INTEGER NOT NULL,
  last_value TEXT    CHECK (json_valid(last_value)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX alert_rules_by_symbol ON alert_rules (symbol);

CREATE TABLE alert_events (
  id         INTEGER PRIMARY KEY,
  rule_id    INTEGER NOT NULL REFERENCES alert_rules (id),
  symbol     TEXT    NOT NULL,
  body       TEXT    NOT NULL CHECK (json_valid(body)),
  created_at INTEGER NOT NULL,
  seen_at    INTEGER
) STRICT;
CREATE INDEX alert_events_unseen ON alert_events (symbol) WHERE seen_at IS NULL;
