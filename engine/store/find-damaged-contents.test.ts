import Database from 'better-sqlite3';
import { describe, expect } from 'vitest';
import { addSnapshot, noActions } from './bars.ts';
import { findDamagedContents, listInWords } from './find-damaged-contents.ts';
import { addInstrument } from './instruments.ts';
import { addModel } from './models.ts';
import type { WriteDatabase } from './open-store.ts';
import { addRun } from './runs.ts';
import { addSeries } from './series.ts';
import { dayMs, flipBits, it, makeBars, plainFacts } from './workspace.test-data.ts';

/** Two states of AAA, one of BBB, series of both and of the market, two models. */
function fill(database: WriteDatabase): void {
  const [a, b] = ['AAA', 'BBB'].map((symbol) =>
    addInstrument(database, { symbol, currency: 'USD', simulated: false }, 1),
  ) as [number, number];
  addSnapshot(database, { instrumentId: a, ...plainFacts, bars: makeBars(300, 10), actions: noActions });
  addSnapshot(database, { instrumentId: a, ...plainFacts, bars: makeBars(300, 20), actions: noActions });
  addSnapshot(database, { instrumentId: b, ...plainFacts, bars: makeBars(200, 30), actions: noActions });
  const column = (of: (t: number) => number) => Float64Array.from({ length: 50 }, (_, t) => of(t));
  for (const [instrumentId, name] of [
    [null, 'vix'],
    [b, 'sentiment'],
  ] as const) {
    addSeries(database, {
      name,
      sourceName: 'a.csv',
      instrumentId,
      lagMs: 0,
      revisions: 'never',
      frequency: 'day',
      note: '',
      createdAt: 1,
      time: column((t) => t * dayMs),
      availableAt: column((t) => (t + 1) * dayMs),
      value: column((t) => t / 7 + (instrumentId ?? 0)),
    });
  }
  addRun(database, { id: 'r', replayKey: 'k', experiment: {}, dataHashes: {}, createdAt: 1 });
  for (const version of [1, 2]) {
    addModel(database, { name: 'm', version, runId: 'r', bundle: Uint8Array.of(1, 2, version), createdAt: 1 });
  }
}

/** Flips a bit of one chunk of a column of a snapshot or series, told by its id. */
function flipOne({ write }: WriteDatabase, table: string, owner: string, id: number, column: string): void {
  const { hash, bytes } = write
    .prepare<[number, string], { hash: string; bytes: Buffer }>(
      `SELECT hash, bytes FROM ${table} JOIN column_chunks USING (hash) WHERE ${owner} = ? AND "column" = ?`,
    )
    .get(id, column)!;
  bytes[bytes.length >> 1]! ^= 1;
  write.prepare('UPDATE column_chunks SET bytes = ? WHERE hash = ?').run(bytes, hash);
}

describe('findDamagedContents', () => {
  it('finds nothing in a sound workspace, nor in an empty one', ({ database }) => {
    expect(findDamagedContents(database.read)).toEqual([]);
    fill(database);
    expect(findDamagedContents(database.read)).toEqual([]);
  });

  it('names everything that shares a damaged column, what is current first', ({ database }) => {
    fill(database);
    flipBits(database, 'snapshot_chunks');
    flipBits(database, 'series_chunks');
    expect(findDamagedContents(database.read)).toEqual([
      'bars of AAA (1d)',
      'bars of BBB (1d)',
      'series sentiment of BBB',
      'series vix',
      'an earlier state of bars of AAA (1d)',
    ]);
  });

  it('names what is damaged alone', ({ database }) => {
    fill(database);
    flipOne(database, 'series_chunks', 'series_id', 1, 'value');
    expect(findDamagedContents(database.read)).toEqual(['series vix']);
    // The closes of the first snapshot of AAA, which the second one does not share.
    flipOne(database, 'snapshot_chunks', 'snapshot_id', 1, 'close');
    expect(findDamagedContents(database.read)).toEqual(['series vix', 'an earlier state of bars of AAA (1d)']);
    database.write.exec("UPDATE models SET bundle = x'010203' WHERE version = 2");
    expect(findDamagedContents(database.read).at(-1)).toBe('model m version 2');
  });

  it('finds columns whose bytes are gone', ({ database }) => {
    fill(database);
    database.write.pragma('foreign_keys = OFF');
    database.write.exec(
      'DELETE FROM column_chunks WHERE hash = (SELECT hash FROM snapshot_chunks WHERE snapshot_id = 3 AND "column" = \'open\')',
    );
    expect(findDamagedContents(database.read)).toEqual(['bars of BBB (1d)']);
  });

  it('reads only the models of a database that keeps no columns yet', () => {
    const old = new Database(':memory:');
    old.exec(`CREATE TABLE models (name TEXT, version INTEGER, bundle BLOB, bundle_hash TEXT);
      INSERT INTO models VALUES ('m', 1, x'00', 'another')`);
    expect(findDamagedContents(old)).toEqual(['model m version 1']);
    old.close();
  });
});

describe('listInWords', () => {
  it('names the first five', ({}) => {
    expect(listInWords(['a', 'b'])).toBe('a, b');
    expect(listInWords(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
