import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BacktestResult, PriceRule, PositionSize } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import { openPriceMarket } from './price-market.ts';
import { runBacktest } from './run-backtest.ts';
import { plainSettings } from './settings.ts';

const rules: readonly PriceRule[] = [
  { kind: 'ma-crossover', average: 'sma', fastBars: 2, slowBars: 5, short: true },
  { kind: 'ma-crossover', average: 'ema', fastBars: 3, slowBars: 4, short: false },
  { kind: 'rsi-reversal', bars: 3, oversold: 40, exit: 50, overbought: 60, short: true },
  { kind: 'donchian-breakout', enterBars: 4, exitBars: 2, short: true },
  { kind: 'buy-and-hold' },
];
const sizes: readonly PositionSize[] = [
  { kind: 'fraction', fraction: 1 },
  { kind: 'volatility-target', volatility: 0.2, bars: 3 },
];

const price = fc.double({ min: 90, max: 110, noNaN: true });
const rowsOf = fc.array(fc.tuple(price, price, price, price), { minLength: 12, maxLength: 40 });
type Rows = readonly (readonly [number, number, number, number])[];

function barsOf(rows: Rows): Bars {
  const column = (read: (row: Rows[number]) => number): Float64Array => Float64Array.from(rows, read);
  return {
    time: column(() => 0).map((_, t) => t * 86_400_000),
    open: column((row) => row[0]),
    high: column((row) => Math.max(...row)),
    low: column((row) => Math.min(...row)),
    close: column((row) => row[3]),
    volume: column(() => 1),
  };
}

function run(rule: PriceRule, size: PositionSize, rows: Rows): BacktestResult {
  const history = {
    instrument: { symbol: 'A', currency: 'XXX', simulated: true },
    ...{ timeframe: '1d' as const, bars: barsOf(rows), series: {}, dataHash: '' },
  };
  return runBacktest(
    openPriceMarket(rule, [history], {}),
    {
      ...plainSettings,
      size,
      costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
      exits: { stopLoss: 0.05, takeProfit: 0.06, maxBars: 7, withinBar: 'stop-first' },
    },
    { trials: 1 },
  );
}

describe.each(rules)('a backtest by %o', (rule) => {
  it.each(sizes)('sized by %o: other bars after t change nothing up to t', (size) => {
    fc.assert(
      fc.property(rowsOf, rowsOf, fc.nat(), (rows, other, at) => {
        const cut = 1 + (at % (rows.length - 1));
        const whole = run(rule, size, rows);
        for (const mixed of [rows.slice(0, cut), [...rows.slice(0, cut), ...other]]) {
          const changed = run(rule, size, mixed);
          expect(changed.equity.strategy.slice(0, cut)).toEqual(whole.equity.strategy.slice(0, cut));
          expect(changed.equity.position.slice(0, cut)).toEqual(whole.equity.position.slice(0, cut));
          expect(changed.equity.drawdown.slice(0, cut)).toEqual(whole.equity.drawdown.slice(0, cut));
        }
      }),
      { seed: 21, numRuns: 60 },
    );
  });
});
