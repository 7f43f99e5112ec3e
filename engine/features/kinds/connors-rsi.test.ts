import { expect, it } from 'vitest';
import { connorsRsiFeature } from './connors-rsi.ts';
import { valuesOf } from './feature-columns.test-data.ts';

it('is the mean of two RSIs and a percent rank, by hand', () => {
  // Closes 10 20 10 20 30 30; streaks 0 1 -1 1 2 0; rates - 100 -50 100 50 0 percent.
  const value = valuesOf(connorsRsiFeature, [10, 20, 10, 20, 30, 30], { closeBars: 2, streakBars: 2, rankBars: 2 });
  expect(value.slice(0, 3)).toEqual([NaN, NaN, NaN]);
  // At 3: gains of the close 5, then (5 + 10) / 2 = 7.5, losses 5, then 2.5: RSI 75. Of the streak: changes 1 -2 2, so
  // gains 0.5, then 1.25, losses 1, then 0.5: RSI 1.25 / 1.75. Both rates before, 100 and -50: one lies below 100.
  expect(value[3]).toBeCloseTo((75 + 125 / 1.75 + 50) / 3, 12);
  // At 4: gains 8.75, losses 1.25; streak gains 1.125, losses 0.25; of -50 and 100 one lies below 50.
  expect(value[4]).toBeCloseTo((87.5 + 112.5 / 1.375 + 50) / 3, 12);
  // At 5: gains 4.375, losses 0.625; the streak falls by 2: gains 0.5625, losses 1.125; none of 100 and 50 below 0.
  expect(value[5]).toBeCloseTo((87.5 + 100 / 3) / 3, 12);
});
