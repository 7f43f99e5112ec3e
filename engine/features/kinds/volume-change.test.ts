import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { volumeChangeFeature } from './volume-change.ts';

const changesOf = (...volume: number[]): number[] =>
  columnsOf(volumeChangeFeature, { close: volume.map(() => 1), volume })['value']!;

it('is ln(now / before), and no change around a bar without trading', () => {
  expect(changesOf(0, 99, 0, 9, 18, 6)).toEqual([NaN, 0, 0, 0, Math.log(2), Math.log(6 / 18)]);
});

it('does not know how many splits were still to come', () => {
  // Powers of two scale without rounding, so every bit must be the same.
  expect(changesOf(...[0, 1, 0, 3, 2, 700].map((volume) => volume * 16))).toEqual(changesOf(0, 1, 0, 3, 2, 700));
});
