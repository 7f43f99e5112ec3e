import { expect, it } from 'vitest';
import { describeHorizon } from './describe-horizon.ts';

it.each([
  [14, '1d', '14 days'],
  [1, '1d', '1 day'],
  [1, '1w', '1 week'],
  [3, '1mo', '3 months'],
  [1, '1h', '1 hour'],
  [168, '1h', '168 hours'],
  [1, '4h', '4 hours'],
  [42, '4h', '168 hours'],
  [1, '1m', '1 minute'],
  [60, '1m', '60 minutes'],
  [90, '1m', '90 minutes'],
  [120, '1m', '2 hours'],
  [4, '15m', '60 minutes'],
  [6, '30m', '3 hours'],
] as const)('%i bars of %s are %s', (bars, timeframe, words) => {
  expect(describeHorizon(bars, timeframe)).toBe(words);
});
