import { expect, it } from 'vitest';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import type { PastForecasts } from '#contract/report.ts';
import { pitHistogram } from './pit-histogram.ts';

const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/** Forecasts of a log price of 0 with a deviation of 0.1, and these outcomes in log. */
function forecasts(outcomes: readonly number[]): PastForecasts {
  const quantiles = levels.map((level) => Math.exp(0.1 * inverseNormalCdf(level)));
  const ones = Float64Array.from(outcomes, () => 1);
  return {
    time: ones,
    price: ones,
    levels,
    quantilePrices: Float64Array.from(outcomes.flatMap(() => quantiles)),
    expectedPrice: ones,
    probabilityUp: ones,
    outcomeTime: ones,
    outcomePrice: Float64Array.from(outcomes, Math.exp),
  };
}

it('puts each outcome where its forecast had it, tails included, and leaves out what has not come', () => {
  // The normal distribution's own quantiles at 0.05, 0.15, … fall into bins one after the other.
  const even = Array.from({ length: 10 }, (_, i) => 0.1 * inverseNormalCdf((i + 0.5) / 10));
  expect(pitHistogram(forecasts([...even, NaN]), 10)).toEqual({ counts: new Array(10).fill(1), total: 10 });
  expect(pitHistogram(forecasts([-9, 9]), 10).counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

it('is a hump where the forecasts are too wide', () => {
  const narrow = Array.from({ length: 100 }, (_, i) => 0.03 * inverseNormalCdf((i + 0.5) / 100));
  const { counts } = pitHistogram(forecasts(narrow), 10);
  expect(counts[0]).toBe(0);
  expect(counts[4]).toBeGreaterThan(20);
});
