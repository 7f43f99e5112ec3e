import type { BacktestResult } from '#contract/backtest.ts';
import { describe, expect, it } from 'vitest';
import { barsOf, dayMs, marketOf, scripted } from './market.test-data.ts';
import type { MarketInstrument } from './market.ts';
import { runBacktest } from './run-backtest.ts';
import { plainSettings, type BacktestSettings } from './settings.ts';

const free = { feeBasisPoints: 0, slippageBasisPoints: 0 };

function run(
  instruments: readonly MarketInstrument[],
  settings: Partial<BacktestSettings> = {},
  market: Parameters<typeof marketOf>[1] = {},
): BacktestResult {
  return runBacktest(
    marketOf(instruments, market),
    { ...plainSettings, costs: free, initialCapital: 2000, ...settings },
    { trials: 1 },
  );
}

describe('runBacktest', () => {
  it('runs two instruments with different calendars', () => {
    // 1000 each.
    // A, days 1 2 4 5: wanted after day 1 → buys 100 at 10 on day 2; not after day 4 → sells at 15 on day 5.
    //   Closes: day 2 11 → 1100, day 4 14 → 1400, day 5 cash 1500.
    // B, days 2 3 5: wanted after day 3 → the order waits over day 4 and buys 50 at 20 on day 5; close 22 → 1100, open.
    const result = run([
      scripted(
        'A',
        barsOf([
          [1, 8, 9],
          [2, 10, 11],
          [4, 13, 14],
          [5, 15, 16],
        ]),
        'LL--',
      ),
      scripted(
        'B',
        barsOf([
          [2, 25, 24],
          [3, 20, 19],
          [5, 20, 22],
        ]),
        '-LL',
      ),
    ]);
    expect(result.equity.time).toEqual([1, 2, 3, 4, 5].map((d) => d * dayMs));
    expect(result.equity.strategy).toEqual([2000, 2100, 2100, 2400, 2600]);
    // A: 125 shares from 8: 1125, 1375, 1375, 1750, 2000. B: nothing on day 1, then 40 from 25: 960, 760, 760, 880.
    expect(result.equity.buyAndHold).toEqual([2125, 2335, 2135, 2510, 2880]);
    expect(result.equity.drawdown).toEqual([0, 0, 0, 0, 0]);
    // 1100 of 2100 on days 2 and 3, 1400 of 2400, then 1100 of 2600.
    expect(result.equity.position).toEqual([0, 1100 / 2100, 1100 / 2100, 1400 / 2400, 1100 / 2600]);
    expect(result.trades.map((t) => [t.symbol, t.side, t.entryTime / dayMs, t.exitTime, t.profit])).toEqual([
      ['A', 'long', 2, 5 * dayMs, 500],
      ['B', 'long', 5, null, 100],
    ]);
    expect([result.from, result.to]).toEqual([dayMs, 5 * dayMs]);
    expect(result.symbols).toEqual(['A', 'B']);
    expect(result.strategy).toMatchObject({ trades: 2, hitRate: 1, maxDrawdown: 0, feesPaid: 0, slippagePaid: 0 });
    expect(result.strategy.totalReturn).toBeCloseTo(0.3, 14);
    // A holds at 2 of 4 closes, B at 1 of 3.
    expect(result.strategy.exposure).toBeCloseTo(3 / 7, 14);
    expect(result.buyAndHold).toMatchObject({ trades: 2, hitRate: null, exposure: 1 });
    // 2335 → 2135
    expect(result.buyAndHold.maxDrawdown).toBeCloseTo(200 / 2335, 14);
  });

  it('trades its span alone, on what was wanted before it, and holds from its first open', () => {
    const bars = barsOf([1, 2, 3, 4, 5].map((day) => [day, 10 * day, 10 * day + 1]));
    const result = run([scripted('A', bars, '-L---')], {}, { from: 3 * dayMs, to: 4 * dayMs });
    expect(result.trades.map((t) => [t.entryTime / dayMs, t.entryPrice, t.exitPrice])).toEqual([[3, 30, 40]]);
    expect(result.equity.buyAndHold).toEqual([(2000 / 30) * 31, (2000 / 30) * 41]);
  });

  it('has nothing to show where nothing is wanted, while buy and hold pays its entry', () => {
    const bars = barsOf([1, 2, 3].map((d) => [d, 10, 10]));
    const { strategy, buyAndHold, equity, trades, evidence, warnings } = run([scripted('A', bars, '---')], {
      costs: { feeBasisPoints: 100, slippageBasisPoints: 0 },
      initialCapital: 1010,
    });
    expect(equity.strategy).toEqual([1010, 1010, 1010]);
    expect(strategy).toEqual({
      totalReturn: 0,
      cagr: null,
      volatility: 0,
      sharpe: null,
      sortino: null,
      calmar: null,
      maxDrawdown: 0,
      longestDrawdownDays: 0,
      exposure: 0,
      turnover: 0,
      trades: 0,
      hitRate: null,
      profitFactor: null,
      averageTrade: null,
      feesPaid: 0,
      slippagePaid: 0,
      borrowPaid: 0,
    });
    expect(trades).toEqual([]);
    expect(evidence).toMatchObject({ interval: null, probabilistic: null, deflated: null, returnsNeeded: null });
    expect(warnings).toEqual([
      { kind: 'short-span', days: 2 },
      { kind: 'few-trades', trades: 0, needed: 30 },
    ]);
    // 1010 buys 100 at 10 and a fee of 10.
    equity.buyAndHold.forEach((value) => {
      expect(value).toBeCloseTo(1000, 10);
    });
    expect(buyAndHold.feesPaid).toBeCloseTo(10, 10);
  });

  it('runs on a single bar', () => {
    const result = run([scripted('A', barsOf([[1, 10, 11]]), 'L')]);
    expect(result.equity).toEqual({
      ...{ time: [dayMs], strategy: [2000], buyAndHold: [2200], drawdown: [0], position: [0] },
    });
    expect(result.trades).toEqual([]);
  });

  it('follows a price that only rises, and finds that suspicious', () => {
    // Rises 1 % or 2 % a day, opens at the close before; one day on, one day off: closed trades that all win.
    const rows: [number, number, number][] = [];
    let price = 100;
    for (let d = 0; d < 40; d++) {
      const close = price * (d % 2 === 0 ? 1.01 : 1.02);
      rows.push([d, price, close]);
      price = close;
    }
    const result = run(
      [scripted('A', barsOf(rows), 'L-'.repeat(20))],
      {},
      {
        rule: {
          ...{ kind: 'probability-threshold', model: 'm@1', horizonBars: 1, short: false },
          ...{ enterProbability: 0.5, exitProbability: 0.5 },
        },
        certified: false,
      },
    );
    // 20 days of 2 % each; the last position stays open.
    expect(result.strategy.totalReturn).toBeCloseTo(1.02 ** 20 - 1, 12);
    expect(result.strategy).toMatchObject({ hitRate: 1, maxDrawdown: 0, profitFactor: null, sortino: null });
    expect(result.warnings).toEqual([
      { kind: 'ceiling', of: 'sharpe', value: result.strategy.sharpe, ceiling: 3, certified: false },
      { kind: 'ceiling', of: 'hit-rate', value: 1, ceiling: 0.58, certified: false },
      { kind: 'short-span', days: 39 },
      { kind: 'few-trades', trades: 19, needed: 30 },
    ]);
  });

  it('says of whom nothing was left', () => {
    const bars = barsOf([
      [1, 10, 10],
      [2, 10, 10],
      [3, 25, 25],
      [4, 30, 30],
    ]);
    const { warnings, strategy } = run([scripted('A', bars, 'SSSS')]);
    expect(strategy.totalReturn).toBe(-1);
    expect(strategy.cagr).toBeNull();
    expect(warnings[0]).toEqual({ kind: 'ruin', symbol: 'A', time: 3 * dayMs });
  });

  it('shows what costs do: the same trades, less left of them', () => {
    const bars = barsOf(Array.from({ length: 60 }, (_, d) => [d, 10 + (d % 7), 10 + ((d + 3) % 7)]));
    const { costSensitivity, strategy } = run([scripted('A', bars, 'L-L'.repeat(20))], {
      costs: { feeBasisPoints: 10, slippageBasisPoints: 10, spreadBasisPoints: 10 },
    });
    expect(costSensitivity.map(({ factor }) => factor)).toEqual([0, 1, 2, 4]);
    expect(costSensitivity[1]).toEqual({ factor: 1, totalReturn: strategy.totalReturn, sharpe: strategy.sharpe });
    const left = costSensitivity.map(({ totalReturn }) => totalReturn);
    expect(left.toSorted((a, b) => b - a)).toEqual(left);
    expect(new Set(left).size).toBe(4);
  });

  it.each([
    ['NaN', NaN],
    ['a negative price', -1],
    ['an endless one', Infinity],
  ])('refuses %s, and says where', (_, price) => {
    const bars = barsOf([
      [1, 10, 10],
      [2, 10, 10],
    ]);
    bars.low[1] = price;
    expect(() => run([scripted('A', bars, 'LL')])).toThrow(
      `A: expected prices of 0 or more, found a low of ${price} on 1970-01-03.`,
    );
  });
});
