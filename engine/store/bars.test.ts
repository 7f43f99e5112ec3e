import { beforeEach, describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import {
  addSnapshot,
  findCurrentSnapshot,
  findCurrentSnapshotIds,
  findSnapshot,
  hashHistory,
  listSnapshots,
  listTimeframes,
  noActions,
  readLastCloses,
  readSnapshot,
  type CorporateActions,
  type NewSnapshot,
  type RawBars,
} from './bars.ts';
import { CHUNK_ROWS } from './column-chunks.ts';
import { addInstrument } from './instruments.ts';
import type { WriteDatabase } from './open-store.ts';
import { countRows, dayMs, flipBits, it, makeBars, plainFacts } from './workspace.test-data.ts';

const facts = {
  timeframe: '1d',
  format: 'yahoo',
  sourceName: '/prices/a.csv',
  timeZone: 'America/New_York',
  stamps: 'day',
  adjustment: 'derived-from-events',
  refusedRows: [{ row: 3, reason: 'the close is missing' }],
  refusedCount: 120,
  findings: [
    {
      check: 'gap',
      severity: 'red',
      count: 1,
      times: [3 * dayMs],
      rows: [],
      message: 'Expected a bar a day; found none for 9 years.',
      action: 'kept',
      hint: 'Import again with --from.',
      repairable: false,
    },
  ],
  repairs: ['2 January 1970: the low 1 was a hundredth of its neighbours; it is 100 now.'],
  changes: { added: 2, changed: 1, removed: 0 },
  createdAt: 5,
} as const satisfies Partial<NewSnapshot>;

const actions: CorporateActions = {
  time: Float64Array.of(2 * dayMs, 3 * dayMs),
  dividend: Float64Array.of(0.25, 0),
  split: Float64Array.of(1, 2),
};

function add(database: WriteDatabase, bars: RawBars, more: Partial<NewSnapshot> = {}): void {
  addSnapshot(database, { instrumentId: 1, ...plainFacts, bars, actions: noActions, ...more });
}

describe('snapshots', () => {
  beforeEach<{ database: WriteDatabase }>(({ database }) => {
    addInstrument(database, { symbol: 'AAA', currency: 'USD', simulated: false }, 1);
    addInstrument(database, { symbol: 'BBB', currency: 'USD', simulated: false }, 1);
  });

  it('come back with all that was known about them', ({ database }) => {
    expect(findCurrentSnapshot(database, 1, '1d')).toBeUndefined();
    const bars = makeBars(10);
    add(database, bars, { ...facts, actions });
    const snapshot = findCurrentSnapshot(database, 1, '1d');
    expect(snapshot).toEqual({
      id: 1,
      instrumentId: 1,
      ...facts,
      bars: 10,
      firstTime: 0,
      lastTime: 9 * dayMs,
      lastClose: 109.5,
      contentHash: hashHistory(bars, actions),
    });
    expect(findSnapshot(database, 1)).toEqual(snapshot);
    expect(findSnapshot(database, 2)).toBeUndefined();
    expect(readSnapshot(database, snapshot!)).toStrictEqual({ bars, actions });
    add(database, bars);
    const second = findCurrentSnapshot(database, 1, '1d')!;
    expect(second.changes).toBeNull();
    expect(readSnapshot(database, second).actions).toStrictEqual(noActions);
  });

  it('give their last adjusted closes without the rest, over the border of chunks', ({ database }) => {
    const count = CHUNK_ROWS + 10;
    const bars = makeBars(count);
    add(database, makeBars(5));
    add(database, bars);
    add(database, makeBars(3), { instrumentId: 2 });
    expect([...findCurrentSnapshotIds(database, '1d')]).toEqual([
      ['AAA', 2],
      ['BBB', 3],
    ]);
    expect(findCurrentSnapshotIds(database, '1m').size).toBe(0);
    const adjusted = bars.close.map((close, t) => close * bars.priceFactor[t]!);
    for (const asked of [1, 10, 11, 20]) {
      expect(readLastCloses(database, 2, asked)).toEqual(adjusted.slice(-asked));
    }
    expect(readLastCloses(database, 3, 20).length).toBe(3);
  });

  it('hold more bars than a chunk does', ({ database }) => {
    const bars = makeBars(2 * CHUNK_ROWS + 1);
    add(database, bars);
    expect(countRows(database).snapshot_chunks).toBe(8 * 3);
    expect(readSnapshot(database, findCurrentSnapshot(database, 1, '1d')!).bars).toStrictEqual(bars);
  });

  it('share the chunks that are equal', ({ database }) => {
    const whole = makeBars(3 * CHUNK_ROWS);
    const first = (rows: number) =>
      Object.fromEntries(
        Object.entries(whole).map(([name, column]) => [name, (column as Float64Array).slice(0, rows)]),
      );
    add(database, first(2 * CHUNK_ROWS + 5) as unknown as RawBars);
    const before = countRows(database).column_chunks!;
    // A few more bars: of each of the eight columns the last chunk alone is new.
    add(database, first(2 * CHUNK_ROWS + 9) as unknown as RawBars);
    expect(countRows(database).column_chunks).toBe(before + 8);
    // A dividend changes the factors alone: three chunks of one column.
    const priceFactor = whole.priceFactor.slice(0, 2 * CHUNK_ROWS + 9).map((factor) => factor * 0.99);
    add(database, { ...(first(2 * CHUNK_ROWS + 9) as unknown as RawBars), priceFactor });
    expect(countRows(database).column_chunks).toBe(before + 8 + 3);
  });

  it('replace each other by instrument and timeframe, and the earlier ones stay readable', ({ database }) => {
    add(database, makeBars(10));
    const old = findCurrentSnapshot(database, 1, '1d')!;
    add(database, makeBars(12, 50));
    add(database, makeBars(3, 7), { instrumentId: 2 });
    add(database, makeBars(4), { timeframe: '1m' });
    const current = findCurrentSnapshot(database, 1, '1d')!;
    expect(current.id).toBeGreaterThan(old.id);
    expect(readSnapshot(database, current).bars).toStrictEqual(makeBars(12, 50));
    expect(readSnapshot(database, old).bars).toStrictEqual(makeBars(10));
    expect(findCurrentSnapshot(database, 2, '1d')?.bars).toBe(3);
    expect(listSnapshots(database, 1, '1d')).toEqual([current, old]);
    expect(listTimeframes(database, 1)).toEqual(['1m', '1d']);
    expect(listTimeframes(database, 3)).toEqual([]);
  });

  it('have a hash that every column changes', () => {
    const bars = makeBars(2);
    const other = Float64Array.of(3, 4);
    const hashes = [
      ...Object.keys(bars).map((name) => hashHistory({ ...bars, [name]: other }, noActions)),
      ...Object.keys(actions).map((name) => hashHistory(bars, { ...actions, [name]: other })),
      hashHistory(bars, noActions),
      hashHistory(bars, actions),
    ];
    expect(new Set(hashes).size).toBe(13);
  });

  it('are refused as damaged where a bit of the stored bars has changed, until they come again', ({ database }) => {
    add(database, makeBars(10), { actions });
    flipBits(database, 'snapshot_chunks');
    const snapshot = findCurrentSnapshot(database, 1, '1d')!;
    expect(() => readSnapshot(database, snapshot)).toThrow(
      'The stored bars of snapshot 1 do not have the hash that was stored with them.',
    );
    add(database, makeBars(10), { actions });
    expect(readSnapshot(database, findCurrentSnapshot(database, 1, '1d')!).bars).toStrictEqual(makeBars(10));
    expect(readSnapshot(database, snapshot).actions).toStrictEqual(actions);
  });

  it('are refused as damaged where a chunk is missing', ({ database }) => {
    add(database, makeBars(10), { actions });
    database.write.exec(`DELETE FROM snapshot_chunks WHERE "column" = 'split'`);
    const snapshot = findCurrentSnapshot(database, 1, '1d')!;
    expect(() => readSnapshot(database, snapshot)).toThrow(AppError);
  });

  it.for([
    [`UPDATE snapshots SET findings = '[{"check":"none"}]'`, 'findings'],
    [`UPDATE snapshots SET repairs = '{}'`, 'repairs'],
    [`UPDATE snapshots SET changes = '[]'`, 'changes'],
    [`UPDATE snapshots SET timeframe = '2d'`, 'timeframe'],
  ] as const)('are refused as damaged after %s', ([sql, field], { database }) => {
    add(database, makeBars(10));
    database.write.exec(sql);
    const list = () => [...listSnapshots(database, 1, '1d'), findSnapshot(database, 1)];
    expect(list).toThrow(AppError);
    expect(list).toThrow(field);
  });
});
