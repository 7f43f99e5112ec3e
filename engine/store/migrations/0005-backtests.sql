-- Every backtest that was ever made, for each is a trial: the best of many looks good by luck. The key is made of all
-- that went in, so a backtest that is only made again is not another trial; a grid has as many as it has cells.
CREATE TABLE backtests (
  key        TEXT    PRIMARY KEY,
  trials     INTEGER NOT NULL CHECK (trials > 0),
  document   TEXT    NOT NULL CHECK (json_valid(document)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER backtests_are_never_removed BEFORE DELETE ON backtests
BEGIN SELECT RAISE(ABORT, 'a backtest cannot be removed: it counts as a trial'); END;

CREATE TRIGGER backtests_are_never_changed BEFORE UPDATE ON backtests
BEGIN SELECT RAISE(ABORT, 'a backtest cannot be changed: it counts as a trial'); END;

-- INSERT OR REPLACE removes the old row without asking the trigger on DELETE.
CREATE TRIGGER backtests_are_never_replaced BEFORE INSERT ON backtests
WHEN EXISTS (SELECT 1 FROM backtests WHERE key = NEW.key)
BEGIN SELECT RAISE(IGNORE); END;
