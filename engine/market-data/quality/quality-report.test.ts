import { describe, expect } from 'vitest';
import { findSnapshot, readSnapshot } from '../../store/bars.ts';
import type { ReadDatabase } from '../../store/open-store.ts';
import { countRows, it } from '../../store/workspace.test-data.ts';
import { acknowledgeFindings, repairStored, reportQuality, revertHistory } from './quality-report.ts';
import { clock, importBars, withUnitJumps } from './stored-prices.test-data.ts';

const barsOf = (database: ReadDatabase, id: number) => readSnapshot(database, findSnapshot(database, id)!).bars;
const symbol = 'AAA';

describe('reportQuality', () => {
  it('tells the findings, and how the history came to be', ({ database }) => {
    importBars(database, symbol, withUnitJumps());
    importBars(database, symbol, withUnitJumps(40));
    const { summary, findings, snapshots } = reportQuality(database, { symbol });
    expect(summary).toMatchObject({ symbol, timeframe: '1d', bars: 400, quality: { red: 1, amber: 0, info: 0 } });
    expect(findings).toMatchObject([{ check: 'unit-jump', severity: 'red', rows: [42], isAcknowledged: false }]);
    expect(snapshots).toMatchObject([
      { id: 2, source: 'AAA.csv', format: 'yahoo', bars: 400, changes: { added: 0, changed: 1, removed: 0 } },
      { id: 1, changes: null, repairs: [] },
    ]);
  });
});

describe('acknowledgeFindings', () => {
  it('accepts the red findings of the checks that are named, once', ({ database }) => {
    importBars(database, symbol, withUnitJumps(40));
    expect(() => acknowledgeFindings(database, clock, { symbol, checks: ['wrong-split'] })).toThrow(
      expect.objectContaining({
        code: 'quality/nothing-to-acknowledge',
        message: 'AAA has no open red finding of wrong-split.',
      }),
    );
    const { findings, summary } = acknowledgeFindings(database, clock, { symbol, checks: ['unit-jump'] });
    expect(findings).toMatchObject([{ check: 'unit-jump', isAcknowledged: true }]);
    expect(summary.quality.red).toBe(0);
    expect(() => acknowledgeFindings(database, clock, { symbol })).toThrow(
      expect.objectContaining({ code: 'quality/nothing-to-acknowledge' }),
    );
    expect(countRows(database).acknowledgements).toBe(1);
  });

  it('holds for the same file read again, and for one that adds bars', ({ database }) => {
    const bars = withUnitJumps(40);
    importBars(database, symbol, { ...bars, volume: bars.volume.map((volume) => volume + 1) });
    acknowledgeFindings(database, clock, { symbol });
    importBars(database, symbol, bars);
    expect(reportQuality(database, { symbol }).findings).toMatchObject([{ isAcknowledged: true }]);
    importBars(database, symbol, withUnitJumps(40, 41));
    expect(reportQuality(database, { symbol }).findings).toMatchObject([{ isAcknowledged: false, count: 2 }]);
  });
});

describe('repairStored', () => {
  it('makes a new snapshot and keeps the one before', ({ database }) => {
    const wrong = withUnitJumps(40);
    importBars(database, symbol, wrong);
    const { findings, snapshots } = repairStored(database, clock, { symbol });
    expect(findings).toEqual([]);
    expect(snapshots.map(({ id, repairs }) => [id, repairs.length])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(barsOf(database, 1)).toEqual(wrong);
    const repaired = barsOf(database, 2);
    expect(repaired.close[40]).toBeCloseTo(wrong.close[40]! / 100, 9);
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      expect(repaired[name].filter((value, t) => value !== wrong[name][t]).length).toBe(1);
    }
    expect(repaired.volume).toEqual(wrong.volume);
  });

  it('refuses where nothing is wrong beyond doubt, and writes nothing', ({ database }) => {
    importBars(database, symbol, withUnitJumps());
    const before = countRows(database);
    expect(() => repairStored(database, clock, { symbol })).toThrow(
      expect.objectContaining({ code: 'quality/nothing-to-repair' }),
    );
    expect(countRows(database)).toEqual(before);
  });
});

describe('revertHistory', () => {
  it('brings an earlier snapshot back, bit for bit, with its findings', ({ database }) => {
    const wrong = withUnitJumps(40);
    importBars(database, symbol, wrong);
    repairStored(database, clock, { symbol });
    const { snapshots, findings } = revertHistory(database, clock, { symbol, snapshot: 1 });
    expect(snapshots.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(findings).toMatchObject([{ check: 'unit-jump' }]);
    expect(barsOf(database, 3)).toEqual(wrong);
    expect(findSnapshot(database, 3)?.contentHash).toBe(findSnapshot(database, 1)?.contentHash);
    // The repair is still there to come back to.
    revertHistory(database, clock, { symbol, snapshot: 2 });
    expect(barsOf(database, 4)).toEqual(barsOf(database, 2));
  });

  it.for([[99], [1], [2]])('refuses snapshot %i, and says which there are', ([snapshot], { database }) => {
    importBars(database, symbol, withUnitJumps());
    importBars(database, 'BBB', withUnitJumps());
    expect(() => revertHistory(database, clock, { symbol, snapshot: snapshot! })).toThrow(
      expect.objectContaining({
        code: 'quality/unknown-snapshot',
        message: `AAA has no earlier snapshot ${snapshot!}; it has none.`,
      }),
    );
  });
});

describe('a history that is not there', () => {
  it('is told, whatever is asked of it', ({ database }) => {
    importBars(database, symbol, withUnitJumps());
    for (const ask of [
      reportQuality,
      ...[acknowledgeFindings, repairStored].map(
        (change) => (_: unknown, request: { symbol: string }) => change(database, clock, request),
      ),
    ]) {
      expect(() => ask(database, { symbol: 'ZZZ' })).toThrow(
        expect.objectContaining({ code: 'data/unknown-instrument' }),
      );
      expect(() => ask(database, { symbol, timeframe: '1h' } as { symbol: string })).toThrow(
        expect.objectContaining({ code: 'data/unknown-timeframe' }),
      );
    }
    expect(() => revertHistory(database, clock, { symbol: 'ZZZ', snapshot: 1 })).toThrow(
      expect.objectContaining({ code: 'data/unknown-instrument' }),
    );
  });
});
