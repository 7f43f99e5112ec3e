import { expect, it } from 'vitest';
import type { Trade } from '#contract/backtest.ts';
import { sortTrades } from './sort-trades.ts';

const trade = (symbol: string, profit: number, exitTime: number | null): Trade => ({
  ...{ symbol, side: 'long', entryTime: 1, entryPrice: 1, exitTime, exitPrice: 1 },
  ...{ exitReason: exitTime === null ? null : 'rule', quantity: 1, fees: 0, profit, return: profit, bars: 1 },
});
const trades = [trade('B', 1, 30), trade('A', -2, null), trade('B', 5, 10), trade('C', 1, 20)];

it.each([
  ['profit', false, [1, 0, 3, 2]],
  ['profit', true, [2, 0, 3, 1]],
  ['symbol', false, [1, 0, 2, 3]],
  ['symbol', true, [3, 0, 2, 1]],
  // The open trade has no exit.
  ['exitTime', false, [2, 3, 0, 1]],
  ['exitTime', true, [0, 3, 2, 1]],
] as const)('by %s, descending: %s', (column, isDescending, expected) => {
  expect(sortTrades(trades, { column, isDescending })).toEqual(expected);
});
