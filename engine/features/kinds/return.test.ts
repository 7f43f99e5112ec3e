import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { returnFeature } from './return.ts';

it('is ln of the ratio of neighbouring closes', () => {
  const [first, ...rest] = valuesOf(returnFeature, [100, 110, 55, 55]);
  expect(first).toBeNaN();
  expect(rest).toEqual([Math.log(1.1), Math.log(0.5), 0]);
});

it('adds up to the return over the whole span', () => {
  const sum = valuesOf(returnFeature, [3, 7, 2, 11, 5])
    .slice(1)
    .reduce((a, b) => a + b, 0);
  expect(sum).toBeCloseTo(Math.log(5 / 3), 12);
});
