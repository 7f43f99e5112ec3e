import { expect, it } from 'vitest';
import { downsideDeviationFeature } from './downside-deviation.ts';
import { valuesOf } from './feature-columns.test-data.ts';

it('is the root of the mean square of the losses, gains counting 0', () => {
  const closes = [1, Math.E ** 3, 1 / Math.E, 1];
  expect(valuesOf(downsideDeviationFeature, closes, { bars: 2 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(Math.sqrt(8), 12),
    expect.closeTo(Math.sqrt(8), 12),
  ]);
});
