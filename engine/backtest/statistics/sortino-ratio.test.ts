import { expect, it } from 'vitest';
import { sortinoRatio } from './sortino-ratio.ts';

it('sets the mean against the returns below zero', () => {
  // Mean 0.02; (0.03² + 0.01²) / 5 = 0.0002.
  expect(sortinoRatio(Float64Array.of(0.1, -0.03, 0.04, -0.01, 0))).toBeCloseTo(0.02 / Math.sqrt(0.0002), 14);
});

it('is not known where nothing was lost', () => {
  expect(sortinoRatio(Float64Array.of(0.1, 0))).toBeNull();
  expect(sortinoRatio(new Float64Array(0))).toBeNull();
});
