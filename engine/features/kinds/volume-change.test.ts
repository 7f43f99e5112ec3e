import { expect, it } from 'vitest';
import { inventHistory } from '../invented-history.test-data.ts';
import { volumeChangeFeature } from './volume-change.ts';

it('is ln((now + 1) / (before + 1)), finite also around a bar without trading', () => {
  const { bars } = inventHistory(1, 4);
  const volume = Float64Array.of(0, 99, 0, 9);
  const [first, ...rest] = volumeChangeFeature.compute({ bars: { ...bars, volume } }, {});
  expect(first).toBeNaN();
  expect(rest).toEqual([Math.log(100), Math.log(1 / 100), Math.log(10)]);
});
