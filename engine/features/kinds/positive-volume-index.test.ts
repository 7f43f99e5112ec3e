import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { positiveVolumeIndexFeature } from './positive-volume-index.ts';

it('moves only where the volume rose, and is taken from its mean', () => {
  const bars = { close: [1, Math.E, Math.E ** 2, Math.E], volume: [5, 4, 6, 3] };
  // Logarithm of the index: 0, 0, 1, 1.
  expect(columnsOf(positiveVolumeIndexFeature, bars, { bars: 3 })).toEqual({
    value: [NaN, NaN, expect.closeTo(2 / 3, 12), expect.closeTo(1 / 3, 12)],
  });
});

it('stands still where the volume stays the same', () => {
  expect(columnsOf(positiveVolumeIndexFeature, { close: [1, 2, 3], volume: [5, 5, 5] }, { bars: 2 })).toEqual({
    value: [NaN, 0, 0],
  });
});
