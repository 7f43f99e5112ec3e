import { hashColumns, joinChunks, splitIntoChunks, type ColumnChunk } from './column-chunks.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** A dated series. A value may be used at bars whose time is at or after its availableAt, never before. */
export interface Series {
  readonly time: Float64Array;
  readonly availableAt: Float64Array;
  readonly value: Float64Array;
}

export interface StoredSeries extends Series {
  readonly contentHash: string;
}

function columnsOf(series: Series): Float64Array[] {
  return [series.time, series.availableAt, series.value];
}

/** The newest state of a series of an instrument without its values, or undefined. */
export function findCurrentSeries(
  { read }: ReadDatabase,
  instrumentId: number,
  name: string,
): { readonly id: number; readonly contentHash: string } | undefined {
  return read
    .prepare<[number, string], { id: number; contentHash: string }>(
      `SELECT id, content_hash AS contentHash FROM series
       WHERE instrument_id = ? AND name = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(instrumentId, name);
}

/** The newest state of a series of an instrument, or undefined. Errors: store/damaged. */
export function readSeries(database: ReadDatabase, instrumentId: number, name: string): StoredSeries | undefined {
  const current = findCurrentSeries(database, instrumentId, name);
  if (!current) return undefined;
  const { id, contentHash } = current;
  const chunks = database.read
    .prepare<[number], ColumnChunk>('SELECT rows, columns FROM series_chunks WHERE series_id = ? ORDER BY chunk')
    .all(id);
  const [time, availableAt, value] = joinChunks(chunks, 3, contentHash, `The stored values of the series ${name}`);
  return { time, availableAt, value, contentHash } as StoredSeries;
}

/**
 * Writes a new state of a series in one transaction; returns false where it equals the current one. The series
 * must not be empty.
 */
export function addSeries(
  database: WriteDatabase,
  series: Series & { instrumentId: number; name: string; sourceName: string; createdAt: number },
): boolean {
  const contentHash = hashColumns(columnsOf(series));
  if (findCurrentSeries(database, series.instrumentId, series.name)?.contentHash === contentHash) return false;
  const { write } = database;
  write.transaction(() => {
    const { lastInsertRowid } = write
      .prepare(
        `INSERT INTO series (instrument_id, name, source_name, points, content_hash, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(series.instrumentId, series.name, series.sourceName, series.time.length, contentHash, series.createdAt);
    const insert = write.prepare('INSERT INTO series_chunks (series_id, chunk, rows, columns) VALUES (?, ?, ?, ?)');
    splitIntoChunks(columnsOf(series)).forEach((chunk, index) => {
      insert.run(lastInsertRowid, index, chunk.rows, chunk.columns);
    });
  })();
  return true;
}
