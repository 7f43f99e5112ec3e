import { expect, it } from 'vitest';
import { barsAt, sidesOf } from './rule-bars.test-data.ts';

const rule = { kind: 'rsi-reversal', bars: 2, oversold: 30, exit: 50, overbought: 70, short: false } as const;

it('is long from oversold until the RSI is back', () => {
  // Changes -1, -1: RSI 0, long. +1: gain (0 + 1) / 2, loss (1 + 0) / 2: 50, out. +2: gain 1.25, loss .25: 83.
  expect(sidesOf(rule, barsAt([10, 9, 8, 9, 11]))).toBe('--L--');
});

it('with short is short from overbought until the RSI is back', () => {
  // +1, +1: 100, short. 0: gain .5, loss 0: 100. -1: gain .25, loss .5: 33, out. -1: gain .125, loss .75: 14, long.
  expect(sidesOf({ ...rule, short: true }, barsAt([10, 11, 12, 12, 11, 10]))).toBe('--SS-L');
});
