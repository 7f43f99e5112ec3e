import { expect, it } from 'vitest';
import { balanceClasses, weighLabels } from './class-weights.ts';

it('weighs classes alike, horizon by horizon: n / (K n of the class)', () => {
  // Two horizons of four samples: 0 0 0 2 and 1 1 2 2.
  const labels = Float32Array.of(0, 1, 0, 1, 0, 2, 2, 2);
  const weights = balanceClasses(labels, 2, 3);
  // The first has no class 1, the second no class 0.
  expect(weights).toEqual([
    [4 / 9, 1, 4 / 3],
    [1, 2 / 3, 2 / 3],
  ]);
  expect([...weighLabels(labels, weights)]).toEqual(
    [4 / 9, 2 / 3, 4 / 9, 2 / 3, 4 / 9, 2 / 3, 4 / 3, 2 / 3].map(Math.fround),
  );
});

it('has a mean weight of 1 where every class occurs', () => {
  const labels = Float32Array.of(0, 1, 1, 1, 2, 2, 1, 1, 1, 0);
  const total = weighLabels(labels, balanceClasses(labels, 1, 3)).reduce((sum, w) => sum + w, 0);
  expect(total / labels.length).toBeCloseTo(1, 6);
});
