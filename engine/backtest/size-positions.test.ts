import { expect, it } from 'vitest';
import { barsAt } from './rules/rule-bars.test-data.ts';
import { sizePositions } from './size-positions.ts';

it('takes a fraction, or an amount out of all', () => {
  const bars = barsAt([10, 11]);
  expect(sizePositions({ kind: 'fraction', fraction: 0.5 }, bars, '1d')).toEqual({
    ...{ share: 0.5, amount: Infinity, shares: null },
  });
  expect(sizePositions({ kind: 'amount', amount: 900 }, bars, '1d')).toEqual({ share: 1, amount: 900, shares: null });
});

it('sizes to a volatility from closes before the bar, with all of the capital at most', () => {
  // Log returns a, -a, a, 0, 0: their deviation over two bars is sqrt(2) a, then a / sqrt(2), then 0.
  const a = 0.02;
  const closes = [100, 100 * Math.exp(a), 100, 100 * Math.exp(a), 100 * Math.exp(a), 100 * Math.exp(a), 50];
  const { shares } = sizePositions({ kind: 'volatility-target', volatility: 0.1, bars: 2 }, barsAt(closes), '1d');
  // The bars lie on every day of the week.
  const year = Math.sqrt(365);
  expect(Array.from(shares!.slice(0, 3))).toEqual([NaN, NaN, NaN]);
  expect(shares![3]).toBeCloseTo(0.1 / (Math.SQRT2 * a * year), 12);
  expect(shares![4]).toBeCloseTo(0.1 / (Math.SQRT2 * a * year), 12);
  expect(shares![5]).toBeCloseTo(0.1 / ((a / Math.SQRT2) * year), 12);
  // Nothing moved: no more than everything. The fall of the bar itself is not known yet.
  expect(shares![6]).toBe(1);
});
