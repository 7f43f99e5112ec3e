import { expect, it } from 'vitest';
import { computeDrawdown, thinToWorst } from './drawdown.ts';

it('measures the fall from the highest capital so far', () => {
  expect(computeDrawdown([100, 120, 90, 120, 60])).toEqual([0, 0, -0.25, 0, -0.5]);
});

it('keeps the deepest day when points are left out', () => {
  expect(thinToWorst([0, -0.1, -0.5, -0.2, 0], [0, 3, 4])).toEqual([0, -0.5, 0]);
});
