import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { drawStudentShock } from './student-shock.ts';

it('has mean 0, variance 1 and tails heavier than the normal', () => {
  const random = createRandom(1);
  const shocks = Float64Array.from({ length: 40_000 }, () => drawStudentShock(random));
  const mean = shocks.reduce((a, b) => a + b, 0) / shocks.length;
  const variance = shocks.reduce((a, b) => a + (b - mean) ** 2, 0) / shocks.length;
  const beyondThree = shocks.filter((shock) => Math.abs(shock) > 3).length / shocks.length;
  // Standard errors: 0.005 of the mean, sqrt((6 - 1) / 40,000) = 0.011 of the variance.
  expect(Math.abs(mean)).toBeLessThan(0.015);
  expect(Math.abs(variance - 1)).toBeLessThan(0.04);
  // P(|t6| > 3 / sqrt(4/6)) = P(|t6| > 3.674) = 0.0104; a normal has 0.0027.
  expect(beyondThree).toBeGreaterThan(0.0085);
  expect(beyondThree).toBeLessThan(0.0123);
});
