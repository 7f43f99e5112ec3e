import { expect, it } from 'vitest';
import { meanAbsoluteError } from './mean-absolute-error.ts';

it('is the mean distance', () => {
  // (3 + 4 + 0) / 3
  expect(meanAbsoluteError(Float64Array.of(3, -1, 2), Float64Array.of(0, 3, 2))).toBeCloseTo(7 / 3, 14);
});
