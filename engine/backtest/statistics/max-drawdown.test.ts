import { expect, it } from 'vitest';
import { drawdownColumn, maxDrawdown } from './max-drawdown.ts';

it.each([
  // Peaks 120 and 130; 120 → 90 is 25 %, 130 → 104 is 20 %.
  ['the deepest fall from a peak', [110, 120, 90, 130, 104], 0.25],
  // The capital of 100 is the first peak.
  ['a fall from the start', [80, 90], 0.2],
  ['no fall', [100, 101, 102], 0],
])('%s', (_, equity, expected) => {
  expect(maxDrawdown(100, Float64Array.from(equity))).toBeCloseTo(expected, 14);
});

it('as a column has a place for every bar', () => {
  const column = drawdownColumn(100, Float64Array.of(80, 120, 90, 120));
  expect(Array.from(column)).toEqual([expect.closeTo(-0.2, 14), 0, -0.25, 0]);
});
