import { expect, it } from 'vitest';
import { autocorrelationFeature } from './autocorrelation.ts';
import { valuesOf } from './feature-columns.test-data.ts';

/** Closes with these log returns between them. */
const closesOf = (...returns: number[]): number[] =>
  returns.reduce((closes, change) => [...closes, closes.at(-1)! * Math.exp(change)], [1]);

it('is the covariance of the returns with earlier ones over their variance', () => {
  // Deviations -1.5, -0.5, 0.5, 1.5, whose squares add up to 5.
  const closes = closesOf(1, 2, 3, 4);
  expect(valuesOf(autocorrelationFeature, closes, { bars: 4, lagBars: 1 })).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
    expect.closeTo(1.25 / 5, 10),
  ]);
  expect(valuesOf(autocorrelationFeature, closes, { bars: 4, lagBars: 2 }).at(-1)).toBeCloseTo(-1.5 / 5, 10);
});

it('is 0 where the price grows steadily, though rounding moves the returns', () => {
  expect(valuesOf(autocorrelationFeature, closesOf(0.1, 0.1, 0.1, 0.1), { bars: 4 }).at(-1)).toBe(0);
});
