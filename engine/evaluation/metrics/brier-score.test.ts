import { expect, it } from 'vitest';
import { brierScore } from './brier-score.ts';

it('is the mean squared distance to 0 or 1', () => {
  // (0.3² + 0.4² + 1² + 0²) / 4 = (0.09 + 0.16 + 1 + 0) / 4
  expect(brierScore(Float64Array.of(0.7, 0.4, 1, 1), Uint8Array.of(1, 0, 0, 1))).toBeCloseTo(0.3125, 15);
});
