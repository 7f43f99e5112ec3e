import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { valuesOf } from './feature-columns.test-data.ts';
import { hurstFeature } from './hurst.ts';

/** Closes with these log returns between them. */
const closesOf = (returns: readonly number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is 0.5 plus the slope of R/S over what is expected without memory', () => {
  const lengths = [64, 32, 16, 8].map(Math.log);
  // Anis and Lloyd (1976), by the logarithm of the gamma function of Python's math module.
  const expected = [8.965567522, 6.065490501, 4.035530681, 2.624596243].map(Math.log);
  const mean = lengths.reduce((sum, x) => sum + x, 0) / 4;
  const squares = lengths.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const slope = lengths.reduce((sum, x, i) => sum + (x - mean) * expected[i]!, 0) / squares;
  // Returns that alternate have R/S 1 in blocks of any even length.
  const closes = closesOf(Array.from({ length: 64 }, (_, t) => (t % 2 === 0 ? 0.25 : -0.25)));
  const values = valuesOf(hurstFeature, closes, { bars: 64 });
  expect(values.at(-1)).toBeCloseTo(0.5 - slope, 6);
  expect(values.slice(0, -1).every(Number.isNaN)).toBe(true);
});

it('is 0.5 where the price stands still or grows steadily', () => {
  expect(valuesOf(hurstFeature, Array<number>(65).fill(3), { bars: 64 }).at(-1)).toBe(0.5);
  expect(valuesOf(hurstFeature, closesOf(Array<number>(64).fill(0.01)), { bars: 64 }).at(-1)).toBe(0.5);
});

it('is 0.5 on average without memory, more where moves carry on and less where they turn back', () => {
  const random = createRandom(7);
  const meanOf = (memory: number): number => {
    let sum = 0;
    for (let run = 0; run < 300; run++) {
      let change = 0;
      const returns = Array.from({ length: 100 }, () => (change = memory * change + 0.01 * random.normal()));
      sum += valuesOf(hurstFeature, closesOf(returns), { bars: 100 }).at(-1)!;
    }
    return sum / 300;
  };
  // The mean of 300 has a standard error of 0.0065.
  expect(Math.abs(meanOf(0) - 0.5)).toBeLessThan(0.03);
  expect(meanOf(0.3)).toBeGreaterThan(0.53);
  expect(meanOf(-0.3)).toBeLessThan(0.45);
});
