import { expect, it } from 'vitest';
import { drawdownFeature } from './drawdown.ts';
import { valuesOf } from './feature-columns.test-data.ts';

it('is the close over the highest of the window, less 1', () => {
  expect(valuesOf(drawdownFeature, [10, 8, 9, 6, 12], { bars: 3 })).toEqual([
    NaN,
    NaN,
    expect.closeTo(-0.1, 12),
    expect.closeTo(6 / 9 - 1, 12),
    0,
  ]);
});
