import { expect, it } from 'vitest';
import { createRandom } from '../../kernel/random.ts';
import { pinballLosses } from './pinball-loss.ts';

it('weighs errors by the level', () => {
  // Sample 1, outcome 1, quantiles 0 and 3:  0.1·1 = 0.1 and (0.9 - 1)·(1 - 3) = 0.2; mean 0.15
  // Sample 2, outcome -2, quantiles -1 and 1: (0.1 - 1)·(-1) = 0.9 and (0.9 - 1)·(-3) = 0.3; mean 0.6
  const losses = pinballLosses(Float64Array.of(1, -2), Float64Array.of(0, 3, -1, 1), [0.1, 0.9]);
  expect(losses[0]).toBeCloseTo(0.15, 14);
  expect(losses[1]).toBeCloseTo(0.6, 14);
});

it('is least at the true quantile', () => {
  const random = createRandom(5);
  const outcome = Float64Array.from({ length: 20_000 }, () => random.uniform());
  const loss = (quantile: number): number =>
    pinballLosses(outcome, new Float64Array(outcome.length).fill(quantile), [0.25]).reduce((sum, x) => sum + x, 0);
  expect(loss(0.25)).toBeLessThan(loss(0.2));
  expect(loss(0.25)).toBeLessThan(loss(0.3));
});
