-- INSERT OR REPLACE removes the old row without asking the triggers on DELETE, so the ledger looks before it inserts.
CREATE TRIGGER forecasts_are_never_replaced BEFORE INSERT ON forecasts
WHEN EXISTS (SELECT 1 FROM forecasts WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: a forecast cannot be replaced'); END;

CREATE TRIGGER runs_are_never_removed BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'a run cannot be removed: it counts as a trial'); END;
