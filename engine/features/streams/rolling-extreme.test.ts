import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRollingMax, createRollingMin } from './rolling-extreme.ts';

it.each([
  ['largest', createRollingMax, Math.max],
  ['smallest', createRollingMin, Math.min],
])('is the %s of the last numbers, and the newest of equal ones', (_, create, extreme) => {
  // Few different numbers, so that equal ones are common, with gaps.
  const numbers = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: NaN, freq: 12 }), { maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 9 }), (values, length) => {
      const rolling = create(length);
      values.forEach((value, t) => {
        const window = values.slice(Math.max(0, t - length + 1), t + 1);
        const byHand = window.length < length ? NaN : extreme(...window);
        expect(rolling.push(value)).toBe(byHand);
        expect(rolling.age).toBe(Number.isNaN(byHand) ? NaN : window.length - 1 - window.lastIndexOf(byHand));
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('takes what rounding leaves between equal prices for equal', () => {
  // A price of 10, adjusted by factors that differ in the last bit.
  const [above, below] = [10 * (1 + 2 ** -52), 10];
  expect(above).not.toBe(below);
  const largest = createRollingMax(3);
  for (const value of [1, above, below]) largest.push(value);
  expect(largest.age).toBe(0);
});
