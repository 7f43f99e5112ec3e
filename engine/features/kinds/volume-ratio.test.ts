import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { volumeRatioFeature } from './volume-ratio.ts';

it('is the volume over its mean, less 1, and 0 without volume', () => {
  const bars = { close: [1, 1, 1, 1], volume: [2, 6, 0, 0] };
  expect(columnsOf(volumeRatioFeature, bars, { bars: 2 })).toEqual({ value: [NaN, 0.5, -1, 0] });
});
