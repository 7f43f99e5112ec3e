import { describe, expect } from 'vitest';
import {
  addSnapshot,
  findCurrentSnapshot,
  hashRawBars,
  readSnapshotBars,
  type NewSnapshot,
  type RawBars,
} from './bars.ts';
import { CHUNK_ROWS } from './column-chunks.ts';
import { addInstrument } from './instruments.ts';
import type { WriteDatabase } from './open-store.ts';
import { countRows, dayMs, flipBits, it, makeBars } from './workspace.test-data.ts';

function add(database: WriteDatabase, bars: RawBars, instrumentId = 1): NewSnapshot {
  const snapshot: NewSnapshot = {
    instrumentId,
    timeframe: '1d',
    format: 'yahoo',
    sourceName: '/prices/a.csv',
    adjustment: 'derived-from-adjusted-close',
    refusedRows: [{ row: 3, reason: 'the close is missing' }],
    bars,
    createdAt: 5,
  };
  addSnapshot(database, snapshot);
  return snapshot;
}

describe('snapshots', () => {
  it('come back with all that was known about them', ({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    expect(findCurrentSnapshot(database, 1, '1d')).toBeUndefined();
    const bars = makeBars(10);
    const { timeframe, format, sourceName, adjustment, refusedRows } = add(database, bars);
    const snapshot = findCurrentSnapshot(database, 1, '1d');
    expect(snapshot).toEqual({
      id: 1,
      timeframe,
      format,
      sourceName,
      adjustment,
      refusedRows,
      bars: 10,
      firstTime: 0,
      lastTime: 9 * dayMs,
      lastClose: 109.5,
      contentHash: hashRawBars(bars),
    });
    expect(readSnapshotBars(database, snapshot!)).toStrictEqual(bars);
  });

  it('hold more bars than a chunk does', ({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    const bars = makeBars(2 * CHUNK_ROWS + 1);
    add(database, bars);
    expect(countRows(database).bar_chunks).toBe(3);
    expect(readSnapshotBars(database, findCurrentSnapshot(database, 1, '1d')!)).toStrictEqual(bars);
  });

  it('replace each other by instrument, and the earlier ones stay readable', ({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    addInstrument(database, { symbol: 'BBB', currency: 'USD', simulated: false }, 1);
    add(database, makeBars(10));
    const old = findCurrentSnapshot(database, 1, '1d')!;
    add(database, makeBars(12, 50));
    add(database, makeBars(3, 7), 2);
    const current = findCurrentSnapshot(database, 1, '1d')!;
    expect(current.id).toBeGreaterThan(old.id);
    expect(readSnapshotBars(database, current)).toStrictEqual(makeBars(12, 50));
    expect(readSnapshotBars(database, old)).toStrictEqual(makeBars(10));
    expect(findCurrentSnapshot(database, 2, '1d')?.bars).toBe(3);
  });

  it('have a hash that every column changes', () => {
    const bars = makeBars(4);
    const hashes = Object.keys(bars).map((name) => hashRawBars({ ...bars, [name]: Float64Array.of(1, 2, 3, 4) }));
    expect(new Set([hashRawBars(bars), ...hashes]).size).toBe(9);
  });

  it('are refused as damaged where a bit of the stored bars has changed', ({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    add(database, makeBars(10));
    flipBits(database, 'bar_chunks');
    const snapshot = findCurrentSnapshot(database, 1, '1d')!;
    expect(() => readSnapshotBars(database, snapshot)).toThrow(
      'The stored bars of snapshot 1 do not have the hash that was stored with them.',
    );
  });
});
