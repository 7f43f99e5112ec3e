import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'vitest';
import type { NewSnapshot, RawBars } from './bars.ts';
import { openStore, type ReadDatabase } from './open-store.ts';

export const dayMs = 86_400_000;

/** A test with a folder of its own, removed afterwards, and with a real workspace in it where one is asked for. */
export const it = test
  .extend('folder', ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'almanac-test-'));
    onCleanup(() => {
      rmSync(folder, { recursive: true });
    });
    return folder;
  })
  .extend('store', ({ folder }, { onCleanup }) => {
    const store = openStore(join(folder, 'workspace'));
    onCleanup(() => {
      store.close();
    });
    return store;
  })
  .extend('database', ({ store }) => store.database);

/** Bars that differ in every column and row; another `price` gives another history on the same days. */
export function makeBars(count: number, price = 100): RawBars {
  const column = (value: (t: number) => number) => Float64Array.from({ length: count }, (_, t) => value(t));
  return {
    time: column((t) => t * dayMs),
    open: column((t) => price + t + 0.25),
    high: column((t) => price + t + 1),
    low: column((t) => price + t - 1),
    close: column((t) => price + t + 0.5),
    volume: column((t) => 1000 + t),
    priceFactor: column((t) => 1 - (count - 1 - t) / (2 * count)),
    volumeFactor: column((t) => 2 - (t + 1) / count),
  };
}

/** The number of rows of every table. */
export function countRows({ read }: ReadDatabase): Record<string, number> {
  const tables = read.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      read.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM "${name}"`).get()?.rows ?? NaN,
    ]),
  );
}

/** Flips one bit in the middle of the bytes of every chunk that the columns of a table consist of. */
export function flipBits(
  database: { readonly write: ReadDatabase['read'] },
  table: 'snapshot_chunks' | 'series_chunks',
): void {
  database.write.function('flip', (blob) => {
    if (!(blob instanceof Uint8Array)) throw new TypeError('expected a blob');
    const copy = Buffer.from(blob);
    copy[copy.length >> 1]! ^= 1;
    return copy;
  });
  database.write.exec(`UPDATE column_chunks SET bytes = flip(bytes) WHERE hash IN (SELECT hash FROM ${table})`);
}

/** What is stored beside the bars of a daily file without any trouble. */
export const plainFacts = {
  timeframe: '1d',
  format: 'yahoo',
  sourceName: 'a.csv',
  timeZone: 'UTC',
  stamps: 'day',
  adjustment: 'none',
  refusedRows: [],
  refusedCount: 0,
  findings: [],
  repairs: [],
  changes: null,
  createdAt: 1,
} as const satisfies Partial<NewSnapshot>;
