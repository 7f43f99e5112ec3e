import { expect, it } from 'vitest';
import { averageTrade } from './average-trade.ts';
import { tapeOf } from './trades.test-data.ts';

it('is the mean return of closed trades', () => {
  // 5 %, -1 % and 2 % of 100.
  expect(averageTrade(tapeOf([5, -1, 2, [90]]))).toBeCloseTo(0.02, 14);
});

it('is null without closed trades', () => {
  expect(averageTrade(tapeOf([[9]]))).toBeNull();
});
