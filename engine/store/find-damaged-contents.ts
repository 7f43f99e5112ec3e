import type Database from 'better-sqlite3';
import { hashBytes } from '../kernel/hash.ts';
import { hashChunk } from './column-chunks.ts';

/**
 * What of a workspace does not have the hash that was stored with it, as messages name it, each once: "bars of AAA (1d)",
 * "series vix", "an earlier state of series sentiment of AAA", "model price-lstm version 3". SQLite's own checks look at
 * pages and not at what they hold; a bit that flipped within a value shows here.
 * Databases before schema 3 keep no hash of a column; of these, only the models are read.
 */
export function findDamagedContents(database: Database.Database): string[] {
  return [...(hasColumnChunks(database) ? findDamagedColumns(database) : []), ...findDamagedModels(database)];
}

function hasColumnChunks(database: Database.Database): boolean {
  return (
    database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'column_chunks'").get() !== undefined
  );
}

function findDamagedColumns(database: Database.Database): string[] {
  const damaged: string[] = [];
  const chunks = database.prepare<[], { hash: string; encoding: string | null; bytes: Uint8Array | null }>(
    `SELECT hash, encoding, bytes
     FROM (SELECT hash FROM snapshot_chunks UNION SELECT hash FROM series_chunks) LEFT JOIN column_chunks USING (hash)`,
  );
  for (const { hash, encoding, bytes } of chunks.iterate()) {
    if (encoding === null || bytes === null || hashChunk(encoding, bytes) !== hash) damaged.push(hash);
  }
  if (damaged.length === 0) return [];
  // What is current comes first: it is what forecasts are made from.
  return database
    .prepare<[string], string>(
      `WITH damaged AS (SELECT value AS hash FROM json_each(?)),
         owners AS (
           SELECT s.id = max(s.id) OVER (PARTITION BY s.instrument_id, s.timeframe) AS is_current,
             'bars of ' || i.symbol || ' (' || s.timeframe || ')' AS name,
             EXISTS (SELECT 1 FROM snapshot_chunks JOIN damaged USING (hash) WHERE snapshot_id = s.id) AS is_damaged
           FROM snapshots s JOIN instruments i ON i.id = s.instrument_id
           UNION ALL
           SELECT s.id = max(s.id) OVER (PARTITION BY s.instrument_id, s.name),
             'series ' || s.name || coalesce(' of ' || i.symbol, ''),
             EXISTS (SELECT 1 FROM series_chunks JOIN damaged USING (hash) WHERE series_id = s.id)
           FROM series s LEFT JOIN instruments i ON i.id = s.instrument_id
         )
       SELECT DISTINCT iif(is_current, '', 'an earlier state of ') || name FROM owners WHERE is_damaged
       ORDER BY is_current DESC, name`,
    )
    .pluck()
    .all(JSON.stringify(damaged));
}

function findDamagedModels(database: Database.Database): string[] {
  const damaged: string[] = [];
  const models = database.prepare<[], { name: string; version: number; bundle: Uint8Array; hash: string }>(
    'SELECT name, version, bundle, bundle_hash AS hash FROM models ORDER BY name, version',
  );
  for (const { name, version, bundle, hash } of models.iterate()) {
    if (hashBytes(bundle) !== hash) damaged.push(`model ${name} version ${version}`);
  }
  return damaged;
}

/** The first few of a list of damaged contents, and how many more there are, for a message. */
export function listInWords(contents: readonly string[]): string {
  const shown = contents.slice(0, 5).join(', ');
  return contents.length > 5 ? `${shown} and ${contents.length - 5} more` : shown;
}
