import type { Bars } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BacktestInput, type ForecastColumns, runBacktest } from './run-backtest.ts';

const day = 86_400_000;

/** Rows of [day, open, close]. */
function barsOf(rows: readonly (readonly [number, number, number])[]): Bars {
  const open = Float64Array.from(rows, (row) => row[1]);
  const close = Float64Array.from(rows, (row) => row[2]);
  return {
    time: Float64Array.from(rows, (row) => row[0] * day),
    open,
    high: open.map((o, t) => Math.max(o, close[t]!)),
    low: open.map((o, t) => Math.min(o, close[t]!)),
    close,
    volume: open.map(() => 1000),
  };
}

/** Rows of [day, P(up)]; the expected return is worth any cost unless told. */
function forecastsOf(rows: readonly (readonly [number, number])[], expectedReturn = 0.5): ForecastColumns {
  return {
    time: Float64Array.from(rows, (row) => row[0] * day),
    probabilityUp: Float64Array.from(rows, (row) => row[1]),
    expectedReturn: new Float64Array(rows.length).fill(expectedReturn),
  };
}

function inputOf(instruments: BacktestInput['instruments'], part: Partial<BacktestInput> = {}): BacktestInput {
  return {
    model: { name: 'price-lstm', version: 3 },
    certified: false,
    timeframe: '1d',
    horizonBars: 1,
    instruments,
    costs: { feeBasisPoints: 0, slippageBasisPoints: 0 },
    rule: { enterProbability: 0.6, exitProbability: 0.5 },
    initialCapital: 2000,
    ...part,
  };
}

describe('runBacktest', () => {
  it('runs two instruments with different calendars', () => {
    // 1000 each.
    // A, days 1 2 4 5: P 0.7 on day 1 → buys 100 at 10 on day 2; 0.55 on day 2 keeps (hysteresis); 0.4 on day 4 →
    //   sells at 15 on day 5. Closes: day 2 11 → 1100, day 4 14 → 1400, day 5 cash 1500.
    // B, days 2 3 5: P 0.9 on day 3 → the order waits over day 4 and buys 50 at 20 on day 5; close 22 → 1100, open.
    const result = runBacktest(
      inputOf([
        {
          symbol: 'A',
          bars: barsOf([
            [1, 8, 9],
            [2, 10, 11],
            [4, 13, 14],
            [5, 15, 16],
          ]),
          forecasts: forecastsOf([
            [1, 0.7],
            [2, 0.55],
            [4, 0.4],
          ]),
        },
        {
          symbol: 'B',
          bars: barsOf([
            [2, 25, 24],
            [3, 20, 19],
            [5, 20, 22],
          ]),
          forecasts: forecastsOf([[3, 0.9]]),
        },
      ]),
    );
    expect(result.equity.time).toEqual([1, 2, 3, 4, 5].map((d) => d * day));
    expect(result.equity.strategy).toEqual([2000, 2100, 2100, 2400, 2600]);
    // A: 125 shares from 8: 1125, 1375, 1375, 1750, 2000. B: nothing on day 1, then 40 from 25: 960, 760, 760, 880.
    expect(result.equity.buyAndHold).toEqual([2125, 2335, 2135, 2510, 2880]);
    expect(result.trades.map((t) => [t.symbol, t.entryTime / day, t.exitTime, t.profit])).toEqual([
      ['A', 2, 5 * day, 500],
      ['B', 5, null, 100],
    ]);
    expect([result.from, result.to]).toEqual([day, 5 * day]);
    expect(result.symbols).toEqual(['A', 'B']);
    // A holds at 2 of 4 closes, B at 1 of 3.
    expect(result.strategy).toMatchObject({ trades: 2, hitRate: 1, maxDrawdown: 0, feesPaid: 0, slippagePaid: 0 });
    expect(result.strategy.totalReturn).toBeCloseTo(0.3, 14);
    expect(result.strategy.exposure).toBeCloseTo(3 / 7, 14);
    expect(result.buyAndHold).toMatchObject({ trades: 2, hitRate: null, exposure: 1 });
    // 2335 → 2135
    expect(result.buyAndHold.maxDrawdown).toBeCloseTo(200 / 2335, 14);
  });

  it('does not trade what does not pay its costs', () => {
    const bars = barsOf([
      [1, 10, 10],
      [2, 10, 12],
      [3, 12, 15],
    ]);
    // A round trip costs (1.01 · 1.01) / (0.99 · 0.99) - 1 = 4.08 %.
    const costs = { feeBasisPoints: 100, slippageBasisPoints: 100 };
    const expecting = (expectedReturn: number): number =>
      runBacktest(inputOf([{ symbol: 'A', bars, forecasts: forecastsOf([[1, 0.9]], expectedReturn) }], { costs }))
        .trades.length;
    expect(expecting(0.04)).toBe(0);
    expect(expecting(0.041)).toBe(1);
  });

  it('has nothing to show without forecasts, while buy and hold pays its entry', () => {
    const rows = [1, 2, 3].map((d) => [d, 10, 10] as const);
    const { strategy, buyAndHold, equity, trades, warnings } = runBacktest(
      inputOf([{ symbol: 'A', bars: barsOf(rows), forecasts: forecastsOf([]) }], {
        costs: { feeBasisPoints: 100, slippageBasisPoints: 0 },
        initialCapital: 1010,
      }),
    );
    expect(equity.strategy).toEqual([1010, 1010, 1010]);
    expect(strategy).toEqual({
      totalReturn: 0,
      cagr: 0,
      sharpe: 0,
      maxDrawdown: 0,
      exposure: 0,
      trades: 0,
      hitRate: null,
      feesPaid: 0,
      slippagePaid: 0,
    });
    expect(trades).toEqual([]);
    expect(warnings).toEqual([]);
    // 1010 buys 100 at 10 and a fee of 10.
    equity.buyAndHold.forEach((value) => {
      expect(value).toBeCloseTo(1000, 10);
    });
    expect(buyAndHold.feesPaid).toBeCloseTo(10, 10);
  });

  it('keeps the position over bars without a forecast', () => {
    const bars = barsOf([1, 2, 3, 4, 5].map((d) => [d, 10, 10]));
    const forecasts = forecastsOf([
      [1, 0.9],
      [4, 0.1],
    ]);
    const { trades } = runBacktest(inputOf([{ symbol: 'A', bars, forecasts }]));
    expect(trades.map((t) => [t.entryTime / day, t.exitTime, t.bars])).toEqual([[2, 5 * day, 3]]);
  });

  it('runs on a single bar', () => {
    const result = runBacktest(
      inputOf([{ symbol: 'A', bars: barsOf([[1, 10, 11]]), forecasts: forecastsOf([[1, 0.9]]) }]),
    );
    expect(result.equity).toEqual({ time: [day], strategy: [2000], buyAndHold: [2200] });
    expect(result.trades).toEqual([]);
  });

  it('follows a price that only rises, and finds that suspicious', () => {
    // Rises 1 % or 2 % a day, opens at the close before; bought at the second open.
    const rows: [number, number, number][] = [];
    let price = 100;
    for (let d = 0; d < 40; d++) {
      const close = price * (d % 2 === 0 ? 1.01 : 1.02);
      rows.push([d, price, close]);
      price = close;
    }
    // One day on, one day off: closed trades that all win.
    const result = runBacktest(
      inputOf([
        {
          symbol: 'A',
          bars: barsOf(rows),
          forecasts: forecastsOf(rows.map(([d]) => [d, d % 2 === 0 ? 0.9 : 0.1] as const)),
        },
      ]),
    );
    // 20 days of 2 % each; the last position stays open.
    expect(result.strategy.totalReturn).toBeCloseTo(1.02 ** 20 - 1, 12);
    expect(result.strategy.hitRate).toBe(1);
    expect(result.strategy.maxDrawdown).toBe(0);
    expect(result.warnings.map(({ of, certified }) => ({ of, certified }))).toEqual([
      { of: 'sharpe', certified: false },
      { of: 'hit-rate', certified: false },
    ]);
  });

  it('does not change the past when the future is cut off', () => {
    const row = fc.tuple(
      fc.double({ min: 1, max: 100, noNaN: true }),
      fc.double({ min: 1, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.nat(), (rows, at) => {
        const cut = 1 + (at % (rows.length - 1));
        const run = (length: number): readonly number[] =>
          runBacktest(
            inputOf([
              {
                symbol: 'A',
                bars: barsOf(rows.slice(0, length).map(([open, close], d) => [d, open, close])),
                forecasts: forecastsOf(rows.slice(0, length).map(([, , probability], d) => [d, probability])),
              },
            ]),
          ).equity.strategy;
        expect(run(cut)).toEqual(run(rows.length).slice(0, cut));
      }),
      { seed: 14 },
    );
  });

  it('refuses what cannot be run', () => {
    const bars = barsOf([[1, 10, 11]]);
    const instruments = [{ symbol: 'A', bars, forecasts: forecastsOf([]) }];
    expect(() => runBacktest(inputOf(instruments, { initialCapital: 0 }))).toThrow(AppError);
    const crossed = { enterProbability: 0.4, exitProbability: 0.5 };
    expect(() => runBacktest(inputOf(instruments, { rule: crossed }))).toThrow(AppError);
    expect(() => runBacktest(inputOf([]))).toThrow(AppError);
    expect(() => runBacktest(inputOf([{ symbol: 'A', bars: barsOf([]), forecasts: forecastsOf([]) }]))).toThrow(
      AppError,
    );
    // A forecast between bars would silently never be traded.
    expect(() => runBacktest(inputOf([{ symbol: 'A', bars, forecasts: forecastsOf([[2, 0.9]]) }]))).toThrow(RangeError);
    expect(() => runBacktest(inputOf([{ symbol: 'A', bars, forecasts: forecastsOf([[1, NaN]]) }]))).toThrow(RangeError);
  });
});
