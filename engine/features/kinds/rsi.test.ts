import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { rsiFeature } from './rsi.ts';

const computeRsi = (close: ArrayLike<number>, bars: number): number[] => valuesOf(rsiFeature, close, { bars });

it('follows Wilder by hand: period 2 on 10, 11, 10, 12, 12', () => {
  // Seed at 2: gain (1 + 0) / 2 = 0.5, loss (0 + 1) / 2 = 0.5 → 50.
  // At 3, +2: gain (0.5 + 2) / 2 = 1.25, loss 0.25 → 100 * 1.25 / 1.5.
  // At 4, 0: gain 0.625, loss 0.125 → the same ratio.
  expect(computeRsi([10, 11, 10, 12, 12], 2)).toEqual([
    NaN,
    NaN,
    50,
    expect.closeTo(250 / 3, 12),
    expect.closeTo(250 / 3, 12),
  ]);
});

it('stays between 0 and 100, and a mirrored price gives 100 minus it', () => {
  const changes = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(changes, (steps) => {
      let level = 1000;
      const close = Float64Array.from(steps, (step) => (level += step));
      const rsi = computeRsi(close, 5);
      const mirrored = computeRsi(
        close.map((price) => 2000 - price),
        5,
      );
      for (let t = 5; t < close.length; t++) {
        expect(rsi[t]).toBeGreaterThanOrEqual(0);
        expect(rsi[t]).toBeLessThanOrEqual(100);
        // Where nothing has moved both are 0 by convention.
        if (rsi[t] !== 0 || mirrored[t] !== 0) expect(rsi[t]! + mirrored[t]!).toBeCloseTo(100, 9);
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});

it('has no value where the history is shorter than the period', () => {
  expect(computeRsi([1, 2, 3], 3)).toEqual([NaN, NaN, NaN]);
  expect(computeRsi([], 14)).toEqual([]);
});
