import { expect, it } from 'vitest';
import { rootMeanSquareError } from './root-mean-square-error.ts';

it('is the root of the mean squared error', () => {
  // sqrt((3² + 4² + 0²) / 3) = sqrt(25 / 3)
  expect(rootMeanSquareError(Float64Array.of(3, -1, 2), Float64Array.of(0, 3, 2))).toBeCloseTo(Math.sqrt(25 / 3), 14);
});
