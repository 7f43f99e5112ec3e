import type { Trade } from '#contract/backtest.ts';
import { expect, it } from 'vitest';
import { hitRate } from './hit-rate.ts';

const trade = (profit: number, exitTime: number | null): Trade => ({
  symbol: 'A',
  entryTime: 0,
  entryPrice: 1,
  exitTime,
  exitPrice: 1,
  quantity: 1,
  fees: 0,
  profit,
  return: profit,
  bars: 1,
});

it('is the share of closed trades with a profit', () => {
  // One of four; breaking even is no hit, and the open winner does not count.
  expect(hitRate([trade(5, 1), trade(-1, 2), trade(0, 3), trade(-2, 4), trade(9, null)])).toBe(0.25);
});

it('is null without closed trades', () => {
  expect(hitRate([])).toBeNull();
  expect(hitRate([trade(9, null)])).toBeNull();
});
