import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { varianceRatioFeature } from './variance-ratio.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is the corrected variance over the span, per bar, over that of one bar, less 1', () => {
  // Deviations -1.5, -0.5, 0.5, 1.5: over two bars -2, 0, 2, so 8 / (2 * 3 * (1 - 2 / 4)), over one 5 / 3.
  expect(valuesOf(varianceRatioFeature, closesOf(1, 2, 3, 4), { bars: 4, spanBars: 2 })).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
    expect.closeTo(8 / 3 / (5 / 3) - 1, 10),
  ]);
});

it('is -1 where every move turns back', () => {
  expect(valuesOf(varianceRatioFeature, closesOf(1, -1, 1, -1), { bars: 4, spanBars: 2 }).at(-1)).toBeCloseTo(-1, 10);
});

it('is 0 where the price grows steadily, though rounding moves the returns', () => {
  expect(valuesOf(varianceRatioFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 4, spanBars: 2 }).at(-1)).toBe(0);
});
