import { expect, it } from 'vitest';
import type { BacktestSummary } from '#contract/backtest.ts';
import { compareSettings, findBest } from './compare-backtests.ts';

function summary(more: object): BacktestSummary {
  const made: unknown = {
    rule: { kind: 'ma-crossover', average: 'sma', fastBars: 5, slowBars: 20, short: false },
    ...{ symbols: ['A', 'B'], timeframe: '1d', from: 1, to: 9, initialCapital: 100 },
    ...{ costs: { feeBasisPoints: 5, slippageBasisPoints: 5 }, size: { kind: 'fraction', fraction: 1 } },
    ...{ exits: { withinBar: 'stop-first' }, ...more },
  };
  return made as BacktestSummary;
}

it('settings stand side by side, also those that only one has, and differ where they do', () => {
  const rows = compareSettings([
    summary({}),
    summary({
      rule: { kind: 'rsi-reversal', bars: 14, short: false },
      size: { kind: 'volatility-target', volatility: 0.1, bars: 60 },
      exits: { stopLoss: 0.05, withinBar: 'stop-first' },
    }),
  ]);
  const row = (key: string) => rows.find((each) => each.key === key);
  expect(row('rule')).toEqual({ key: 'rule', values: ['ma-crossover', 'rsi-reversal'], differs: true });
  expect(row('fastBars')).toEqual({ key: 'fastBars', values: [5, null], differs: true });
  // The bars of the rule are not those of the sizing.
  expect(row('bars')!.values).toEqual([null, 14]);
  expect(row('sizeBars')!.values).toEqual([null, 60]);
  expect(row('stopLoss')!.values).toEqual([null, 0.05]);
  expect(row('short')).toEqual({ key: 'short', values: [false, false], differs: false });
  expect(row('symbols')).toEqual({ key: 'symbols', values: ['A, B', 'A, B'], differs: false });
});

it.each([
  [[1, 3, 2], 'more', 1],
  [[1, 3, 2], 'less', 0],
  [[null, 3, 2], 'less', 2],
  [[2, 2], 'more', null],
  [[null, 2], 'more', null],
  [[1, 2], null, null],
] as const)('the best of %j, where %s is better', (values, better, place) => {
  expect(findBest(values, better)).toBe(place);
});
