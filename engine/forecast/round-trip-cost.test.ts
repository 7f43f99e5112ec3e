import { expect, it } from 'vitest';
import { roundTripCost } from './round-trip-cost.ts';

it.each([
  [0, 0, 0],
  // 1.01 / 0.99 - 1
  [100, 0, 0.02 / 0.99],
  [0, 100, 0.02 / 0.99],
  // 1.1 · 1.1 / (0.9 · 0.9) - 1 = 1.21 / 0.81 - 1
  [1000, 1000, 0.4 / 0.81],
])('fee %i bp, slippage %i bp', (feeBasisPoints, slippageBasisPoints, expected) => {
  expect(roundTripCost({ feeBasisPoints, slippageBasisPoints })).toBeCloseTo(expected, 14);
});

it('counts half the spread on either fill', () => {
  expect(roundTripCost({ feeBasisPoints: 0, slippageBasisPoints: 60, spreadBasisPoints: 80 })).toBeCloseTo(
    0.02 / 0.99,
    14,
  );
});
