import { expect, it } from 'vitest';
import { horizonOf, spanOf } from './span.ts';

it.each([
  [14, '1d', 14, 'day'],
  [1, '1w', 1, 'week'],
  [3, '1mo', 3, 'month'],
  [168, '1h', 168, 'hour'],
  [1, '4h', 4, 'hour'],
  [60, '1m', 60, 'minute'],
  [4, '15m', 60, 'minute'],
  [90, '1m', 90, 'minute'],
  [120, '1m', 2, 'hour'],
  [6, '30m', 3, 'hour'],
] as const)('%i bars of %s are %i of a %s', (bars, timeframe, count, unit) => {
  expect(spanOf(bars, timeframe)).toEqual({ count, unit });
});

it('counts the horizon of an old forecast in days', () => {
  expect(horizonOf({ horizonBars: 14 })).toEqual({ count: 14, unit: 'day' });
});
