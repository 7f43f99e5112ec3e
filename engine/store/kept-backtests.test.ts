import { describe, expect } from 'vitest';
import type { BacktestRequest } from '#contract/api/backtests.ts';
import type { BacktestResult, BacktestSummary } from '#contract/backtest.ts';
import {
  findKeptBacktest,
  keepBacktest,
  listKeptBacktests,
  nameKeptBacktest,
  readKeptResult,
  setKeptBacktestRemoved,
} from './kept-backtests.ts';
import type { WriteDatabase } from './open-store.ts';
import { it } from './workspace.test-data.ts';

function keep(database: WriteDatabase, key: string, ranAt: number, says = key): number {
  const request: BacktestRequest = { rule: { kind: 'buy-and-hold' }, symbols: [key] };
  const summary: unknown = { symbols: [key], sparkline: [1, 2] };
  const result: unknown = { says, equity: { time: [1, 2, 3] } };
  const backtest = { key, request, summary: summary as BacktestSummary, result: result as BacktestResult, ranAt };
  return keepBacktest(database, backtest);
}

describe('kept backtests', () => {
  it('come back as they were, the newest first, and the same one is there once', ({ database }) => {
    const a = keep(database, 'a', 1);
    const b = keep(database, 'b', 2);
    expect(listKeptBacktests(database, 10).map(({ id }) => id)).toEqual([b, a]);
    nameKeptBacktest(database, a, 'My first');
    expect(keep(database, 'a', 3, 'again')).toBe(a);
    expect(findKeptBacktest(database, a)).toEqual({
      id: a,
      name: 'My first',
      request: { rule: { kind: 'buy-and-hold' }, symbols: ['a'] },
      summary: { symbols: ['a'], sparkline: [1, 2] },
      ranAt: 3,
      hasCurves: true,
    });
    expect(readKeptResult(database, a)).toEqual({ says: 'again', equity: { time: [1, 2, 3] } });
    expect(listKeptBacktests(database, 10).map(({ id }) => id)).toEqual([a, b]);
    expect(findKeptBacktest(database, 99)).toBeUndefined();
    expect(readKeptResult(database, 99)).toBeUndefined();
  });

  it('that were removed are out of sight until they are brought back or run again', ({ database }) => {
    const a = keep(database, 'a', 1);
    setKeptBacktestRemoved(database, a, 2);
    expect(listKeptBacktests(database, 10)).toEqual([]);
    expect(findKeptBacktest(database, a)?.id).toBe(a);
    setKeptBacktestRemoved(database, a, null);
    expect(listKeptBacktests(database, 10)).toHaveLength(1);
    setKeptBacktestRemoved(database, a, 3);
    keep(database, 'a', 4);
    expect(listKeptBacktests(database, 10)).toHaveLength(1);
  });

  it('of a hundred and more drafts the oldest lose their curves, never their numbers, and never one with a name', ({
    database,
  }) => {
    const named = keep(database, 'named', 0);
    nameKeptBacktest(database, named, 'Kept');
    const ids = Array.from({ length: 103 }, (_, i) => keep(database, `k${i}`, i + 1));
    const all = listKeptBacktests(database, 1000);
    expect(all).toHaveLength(104);
    expect(all.filter(({ hasCurves }) => !hasCurves).map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
    expect(readKeptResult(database, ids[0]!)).toBeUndefined();
    expect(readKeptResult(database, ids[3]!)).toBeDefined();
    expect(readKeptResult(database, named)).toBeDefined();
    expect(listKeptBacktests(database, 2).map(({ id }) => id)).toEqual([ids[102], ids[101], named]);
    // Run again, it has them back.
    keep(database, 'k0', 500);
    expect(readKeptResult(database, ids[0]!)).toBeDefined();
  });

  it('whose bytes have changed count as without curves', ({ database }) => {
    const id = keep(database, 'a', 1);
    database.write.exec("UPDATE kept_backtests SET body = x'010203'");
    expect(readKeptResult(database, id)).toBeUndefined();
    expect(() => {
      database.write.exec('UPDATE kept_backtests SET body = NULL');
    }).toThrow(/CHECK/);
  });
});
