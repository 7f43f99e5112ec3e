-- What a run is, and by which process it is carried out: a run that is 'running' in a process that is gone was
-- interrupted. A run of the kind 'import' stands for the training of a bundle that came from elsewhere; it is no trial here.
ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'training' CHECK (kind IN ('training', 'fold', 'import'));
ALTER TABLE runs ADD COLUMN process_id INTEGER;
UPDATE runs SET kind = 'fold' WHERE id IN (SELECT run_id FROM fold_results);

-- The epochs of a run as they were reached, so that a run that is going on or was interrupted has its curve.
CREATE TABLE run_epochs (
  run_id TEXT    NOT NULL REFERENCES runs (id),
  epoch  INTEGER NOT NULL CHECK (epoch > 0),
  body   TEXT    NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (run_id, epoch)
) STRICT, WITHOUT ROWID;

ALTER TABLE models ADD COLUMN removed_at INTEGER;
ALTER TABLE models ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE models ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags));

-- Which version a name without one means: the last promotion; the newest version where there is none.
CREATE TABLE promotions (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  FOREIGN KEY (name, version) REFERENCES models (name, version)
) STRICT;
CREATE INDEX promotions_by_name ON promotions (name, id);
