import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { runUpFeature } from './run-up.ts';

it('is the close over the lowest of the window, less 1', () => {
  expect(valuesOf(runUpFeature, [8, 10, 9, 12, 6], { bars: 3 })).toEqual([
    NaN,
    NaN,
    0.125,
    expect.closeTo(12 / 9 - 1, 12),
    0,
  ]);
});
