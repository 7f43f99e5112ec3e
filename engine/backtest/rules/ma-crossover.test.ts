import { expect, it } from 'vitest';
import { barsAt, sidesOf } from './rule-bars.test-data.ts';

const rule = { kind: 'ma-crossover', average: 'sma', fastBars: 1, slowBars: 3, short: false } as const;

it('is long while the fast average is above the slow one', () => {
  // Means of three: -, -, 11, 12, 12, 11.3; the closes beside them: 12, 13, 11, 10.
  expect(sidesOf(rule, barsAt([10, 11, 12, 13, 11, 10]))).toBe('--LL--');
  expect(sidesOf({ ...rule, short: true }, barsAt([10, 11, 12, 13, 11, 10]))).toBe('--LLSS');
});

it('takes exponential averages', () => {
  // EMA of 1 is the close; EMA of 3 (alpha 1/2) from the mean 11: 11, 12, 11.5, 10.75.
  expect(sidesOf({ ...rule, average: 'ema' }, barsAt([10, 11, 12, 13, 11, 10]))).toBe('--LL--');
});

it('wants nothing of a price that never moves, whatever its last bits', () => {
  const bars = barsAt(Array.from({ length: 40 }, () => 0.1));
  expect(sidesOf({ ...rule, fastBars: 3, slowBars: 7, short: true }, bars)).toBe('-'.repeat(40));
});

it('wants nothing before there are bars enough', () => {
  expect(sidesOf(rule, barsAt([10, 11]))).toBe('--');
});
