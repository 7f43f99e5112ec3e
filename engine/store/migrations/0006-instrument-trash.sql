-- An instrument that the user removed is out of sight; what it has stays, for its models and for the one who wants it
-- back.
ALTER TABLE instruments ADD COLUMN removed_at INTEGER;
