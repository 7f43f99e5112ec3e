import { expect, it } from 'vitest';
import { barsAt, sidesOf } from './rule-bars.test-data.ts';

const rule = { kind: 'donchian-breakout', enterBars: 3, exitBars: 2, short: false } as const;

it('is long from a close above the channel of the bars before until one below the narrow channel', () => {
  //  highs before bar 3: 10, 11, 12. Bar 3 closes at 12: not above; bar 4 at 13: above 12. Bar 6 at 11: lows before it are
  //  12 and 12.
  const closes = [9, 10, 11, 12, 13, 12.5, 11];
  const highs = [10, 11, 12, 12, 13, 13, 12];
  const lows = [8, 9, 10, 11, 12, 12, 11];
  expect(sidesOf(rule, barsAt(closes, highs, lows))).toBe('----LL-');
});

it('with short is short below the channel', () => {
  // 6.8 is above the last two highs, not above the last three; 7.5 is above those, too.
  expect(sidesOf({ ...rule, short: true }, barsAt([9, 8, 7, 6, 6.5, 6.8]))).toBe('---SS-');
  expect(sidesOf({ ...rule, short: true }, barsAt([9, 8, 7, 6, 6.5, 7.5]))).toBe('---SSL');
});

it('is not long on the bar that makes the high itself', () => {
  // The close of bar 3 is the highest so far, but its own high is no part of the channel.
  expect(sidesOf(rule, barsAt([1, 1, 1, 2], [1, 1, 1, 5]))).toBe('---L');
});
