import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { priceVolumeCorrelationFeature } from './price-volume-correlation.ts';

const correlationsOf = (close: number[], volume: number[]): number[] =>
  columnsOf(priceVolumeCorrelationFeature, { close, volume }, { bars: 3 })['value']!;

it("is Pearson's correlation", () => {
  expect(correlationsOf([1, 2, 3], [2, 4, 6])).toEqual([NaN, NaN, expect.closeTo(1, 12)]);
  expect(correlationsOf([1, 2, 3], [6, 4, 2])).toEqual([NaN, NaN, expect.closeTo(-1, 12)]);
  expect(correlationsOf([1, 2, 3], [1, 3, 2])).toEqual([NaN, NaN, expect.closeTo(0.5, 12)]);
});

it('is 0 where the price or the volume stands still, though rounding moves its mean', () => {
  expect(correlationsOf([0.1, 0.1, 0.1], [1, 2, 3])).toEqual([NaN, NaN, 0]);
  expect(correlationsOf([1, 2, 3], [0.1, 0.1, 0.1])).toEqual([NaN, NaN, 0]);
  expect(correlationsOf([1, 2, 3], [0, 0, 0])).toEqual([NaN, NaN, 0]);
});
