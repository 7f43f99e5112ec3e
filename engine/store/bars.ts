import * as v from 'valibot';
import type { Adjustment, Bars, RefusedRow, Timeframe } from '#contract/bars.ts';
import { hashColumns, joinChunks, splitIntoChunks, type ColumnChunk } from './column-chunks.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/**
 * A history as it stood in the file, ascending in time, with what it takes to adjust it: the adjusted
 * price is price × priceFactor, the adjusted volume is volume × volumeFactor; the last factors are 1.
 */
export interface RawBars extends Bars {
  readonly priceFactor: Float64Array;
  readonly volumeFactor: Float64Array;
}

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'priceFactor', 'volumeFactor'] as const;

export interface Snapshot {
  readonly id: number;
  readonly timeframe: Timeframe;
  readonly format: string;
  readonly sourceName: string;
  readonly adjustment: Adjustment;
  readonly bars: number;
  readonly firstTime: number;
  readonly lastTime: number;
  readonly lastClose: number;
  readonly contentHash: string;
  readonly refusedRows: readonly RefusedRow[];
}

interface SnapshotRow {
  readonly id: number;
  readonly timeframe: Timeframe;
  readonly format: string;
  readonly source_name: string;
  readonly adjustment: Adjustment;
  readonly bars: number;
  readonly first_time: number;
  readonly last_time: number;
  readonly last_close: number;
  readonly content_hash: string;
  readonly refused_rows: string;
}

const refusedRowsSchema = v.array(v.object({ row: v.number(), reason: v.string() }));

/** SHA-256 of the columns: equal hashes mean equal histories. */
export function hashRawBars(bars: RawBars): string {
  return hashColumns(columnNames.map((name) => bars[name]));
}

/** The newest snapshot of an instrument, or undefined where nothing was imported yet. */
export function findCurrentSnapshot(
  { read }: ReadDatabase,
  instrumentId: number,
  timeframe: Timeframe,
): Snapshot | undefined {
  const row = read
    .prepare<[number, string], SnapshotRow>(
      'SELECT * FROM snapshots WHERE instrument_id = ? AND timeframe = ? ORDER BY id DESC LIMIT 1',
    )
    .get(instrumentId, timeframe);
  return (
    row && {
      id: row.id,
      timeframe: row.timeframe,
      format: row.format,
      sourceName: row.source_name,
      adjustment: row.adjustment,
      bars: row.bars,
      firstTime: row.first_time,
      lastTime: row.last_time,
      lastClose: row.last_close,
      contentHash: row.content_hash,
      refusedRows: v.parse(refusedRowsSchema, JSON.parse(row.refused_rows)),
    }
  );
}

export interface NewSnapshot {
  readonly instrumentId: number;
  readonly timeframe: Timeframe;
  readonly format: string;
  readonly sourceName: string;
  readonly adjustment: Adjustment;
  readonly refusedRows: readonly RefusedRow[];
  readonly bars: RawBars;
  readonly createdAt: number;
}

/** Writes a new snapshot with its bars in one transaction. `bars` must not be empty. */
export function addSnapshot({ write }: WriteDatabase, snapshot: NewSnapshot): void {
  const { bars } = snapshot;
  const count = bars.time.length;
  write.transaction(() => {
    const { lastInsertRowid } = write
      .prepare(
        `INSERT INTO snapshots (instrument_id, timeframe, format, source_name, adjustment, bars, first_time, last_time,
           last_close, content_hash, refused_rows, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        snapshot.instrumentId,
        snapshot.timeframe,
        snapshot.format,
        snapshot.sourceName,
        snapshot.adjustment,
        count,
        bars.time[0],
        bars.time[count - 1],
        bars.close[count - 1],
        hashRawBars(bars),
        JSON.stringify(snapshot.refusedRows),
        snapshot.createdAt,
      );
    const insert = write.prepare('INSERT INTO bar_chunks (snapshot_id, chunk, rows, columns) VALUES (?, ?, ?, ?)');
    splitIntoChunks(columnNames.map((name) => bars[name])).forEach((chunk, index) => {
      insert.run(lastInsertRowid, index, chunk.rows, chunk.columns);
    });
  })();
}

/** The bars of a snapshot. Errors: store/damaged where they do not have the hash that was stored with them. */
export function readSnapshotBars({ read }: ReadDatabase, snapshot: Snapshot): RawBars {
  const chunks = read
    .prepare<[number], ColumnChunk>('SELECT rows, columns FROM bar_chunks WHERE snapshot_id = ? ORDER BY chunk')
    .all(snapshot.id);
  const [time, open, high, low, close, volume, priceFactor, volumeFactor] = joinChunks(
    chunks,
    columnNames.length,
    snapshot.contentHash,
    `The stored bars of snapshot ${snapshot.id}`,
  );
  return { time, open, high, low, close, volume, priceFactor, volumeFactor } as RawBars;
}
