import { expect, it } from 'vitest';
import { forgettingBars } from '../feature-kind.ts';
import { forgetCascade, forgetEmas } from './forget-cascade.ts';

it('is that of the average where there is one', () => {
  for (const alpha of [0.5, 0.1, 1 / 14]) expect(forgetCascade([alpha])).toBe(forgettingBars(alpha));
});

it('is at once where nothing is remembered', () => {
  expect(forgetCascade([1])).toBe(1);
});

it('of two averages that each keep half: (1 + bars / 2) / 2 ** bars is left', () => {
  const left = (bars: number): number => (1 + bars / 2) / 2 ** bars;
  const bars = forgetCascade([0.5, 0.5]);
  expect(left(bars)).toBeLessThanOrEqual(1e-7);
  expect(left(bars - 1)).toBeGreaterThan(1e-7);
});

it('lies between its slowest average and all one after another', () => {
  const bars = forgetCascade([2 / 21, 2 / 21, 2 / 21]);
  expect(bars).toBeGreaterThan(forgettingBars(2 / 21));
  expect(bars).toBeLessThan(3 * forgettingBars(2 / 21));
  expect(forgetEmas(20, 3)).toBe(57 + bars);
});
