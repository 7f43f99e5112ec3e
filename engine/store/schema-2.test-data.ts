import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { bytesOf, hashBytes } from '../kernel/hash.ts';
import type { RawBars } from './bars.ts';
import { hashColumns } from './column-chunks.ts';
import { dayMs, makeBars } from './workspace.test-data.ts';

const OLD_CHUNK_ROWS = 4096;

/** Blobs as schema 2 had them: up to 4096 rows, float64, column after column. */
function packOldChunks(columns: readonly Float64Array[]): { rows: number; columns: Buffer }[] {
  const chunks = [];
  const rows = columns[0]!.length;
  for (let start = 0; start < rows; start += OLD_CHUNK_ROWS) {
    const parts = columns.map((column) => bytesOf(column.subarray(start, start + OLD_CHUNK_ROWS)));
    chunks.push({ rows: Math.min(OLD_CHUNK_ROWS, rows - start), columns: Buffer.concat(parts) });
  }
  return chunks;
}

const odd = Float64Array.from(makeBars(9000).close, (close, t) => (t === 5000 ? NaN : t === 7 ? -0 : close / 3));

export const oldHistories: readonly { readonly symbol: string; readonly bars: RawBars; readonly refused: number }[] = [
  { symbol: 'AAA', bars: makeBars(10), refused: 0 },
  { symbol: 'BBB', bars: { ...makeBars(9000), volume: odd }, refused: 3 },
  { symbol: 'CCC', bars: makeBars(2 * OLD_CHUNK_ROWS), refused: 0 },
];

const sentimentTimes = Float64Array.from({ length: 5000 }, (_, t) => t * dayMs);
export const oldSentiment = {
  time: sentimentTimes,
  value: sentimentTimes.map((_, t) => (t === 1 ? NaN : Math.sin(t))),
};

export const oldForecast = '{"id":"f1","dataHash":"abc"}';
export const oldBundle = Buffer.from('the bytes of a bundle');

/** Writes a workspace as Almanac wrote it with schema 2: three histories, a series, a run, a model, a forecast. */
export function writeSchema2(folder: string): string {
  const file = join(folder, 'almanac.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  for (const migration of ['0001-initial.sql', '0002-guard-the-record.sql']) {
    database.exec(readFileSync(join(import.meta.dirname, 'migrations', migration), 'utf8'));
  }
  database.pragma('user_version = 2');
  const addBars = database.prepare('INSERT INTO bar_chunks VALUES (?, ?, ?, ?)');
  oldHistories.forEach(({ symbol, bars, refused }, i) => {
    const { time, open, high, low, close, volume, priceFactor, volumeFactor } = bars;
    const columns = [time, open, high, low, close, volume, priceFactor, volumeFactor];
    const refusedRows = Array.from({ length: refused }, (_, row) => ({ row, reason: 'a reason' }));
    database.prepare('INSERT INTO instruments VALUES (?, ?, ?, 0, 1)').run(i + 1, symbol, 'USD');
    database
      .prepare("INSERT INTO snapshots VALUES (?, ?, '1d', 'yahoo', 'a.csv', 'none', ?, 0, ?, ?, ?, ?, 1)")
      .run(i + 1, i + 1, time.length, time.at(-1), close.at(-1), hashColumns(columns), JSON.stringify(refusedRows));
    packOldChunks(columns).forEach((chunk, index) => {
      addBars.run(i + 1, index, chunk.rows, chunk.columns);
    });
  });
  const { time, value } = oldSentiment;
  const columns = [time, time.map((at) => at + 1), value];
  database
    .prepare("INSERT INTO series VALUES (1, 1, 'sentiment', 'a.csv', ?, ?, 1)")
    .run(time.length, hashColumns(columns));
  packOldChunks(columns).forEach((chunk, index) => {
    database.prepare('INSERT INTO series_chunks VALUES (1, ?, ?, ?)').run(index, chunk.rows, chunk.columns);
  });
  database.exec("INSERT INTO runs VALUES ('r1', 'key', '{\"seed\":1}', '{}', 'done', NULL, 1, 2)");
  database.prepare("INSERT INTO models VALUES (1, 'm', 1, 'r1', ?, ?, 1)").run(oldBundle, hashBytes(oldBundle));
  database.prepare("INSERT INTO forecasts VALUES ('f1', 1, 'AAA', 1, 1, ?)").run(oldForecast);
  database.close();
  return file;
}
