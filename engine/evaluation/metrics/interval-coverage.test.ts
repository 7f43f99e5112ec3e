import { expect, it } from 'vitest';
import { coverOutcomes, meanIntervalWidth } from './interval-coverage.ts';

const low = Float64Array.of(-1, -1, 0, 0, 0);
const high = Float64Array.of(1, 1, 0.5, 0, 2);

it('counts the bounds as inside', () => {
  expect(Array.from(coverOutcomes(Float64Array.of(-1, 1.01, 0.5, 0, -0.01), low, high))).toEqual([1, 0, 1, 1, 0]);
});

it('averages the widths', () => {
  // (2 + 2 + 0.5 + 0 + 2) / 5
  expect(meanIntervalWidth(low, high)).toBeCloseTo(1.3, 15);
});
