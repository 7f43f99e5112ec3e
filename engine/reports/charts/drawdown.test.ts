import { expect, it } from 'vitest';
import { thinToWorst } from './drawdown.ts';

it('keeps the deepest day when points are left out', () => {
  expect(thinToWorst(Float64Array.of(0, -0.1, -0.5, -0.2, 0), [0, 3, 4])).toEqual([0, -0.5, 0]);
});
