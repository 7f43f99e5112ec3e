import { expect, it } from 'vitest';
import { easeOfMovementFeature } from './ease-of-movement.ts';
import { columnsOf } from './feature-columns.test-data.ts';

const easeOf = (...volume: number[]): number[] =>
  columnsOf(easeOfMovementFeature, { close: [10, 12, 11], high: [11, 13, 12], low: [9, 11, 10], volume }, { bars: 2 })[
    'value'
  ]!;

it('is the mean of move times range over relative volume', () => {
  // Moves 1/5 and -1/12, ranges 1/6 and 2/11, volumes 1/2 and 3/2 of their mean.
  expect(easeOf(5, 1, 3)).toEqual([NaN, NaN, expect.closeTo((1 / 15 - 1 / 99) / 2, 12)]);
});

it('takes a bar without volume as one with a hundredth of the mean, and is 0 without any', () => {
  expect(easeOf(5, 1, 0)).toEqual([NaN, NaN, expect.closeTo((1 / 60 - 100 / 66) / 2, 12)]);
  expect(easeOf(5, 0, 0)).toEqual([NaN, NaN, 0]);
});
