-- Reports as they were built: what the list shows of one, and all its data as compressed JSON.
CREATE TABLE reports (
  id         TEXT    PRIMARY KEY,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  summary    TEXT    NOT NULL CHECK (json_valid(summary)),
  data       BLOB    NOT NULL,
  data_hash  TEXT    NOT NULL
) STRICT;
CREATE INDEX reports_by_time ON reports (created_at);
