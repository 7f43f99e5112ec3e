import { interpolateQuantiles } from '#contract/distribution.ts';
import type { PastForecasts } from '#contract/report.ts';

/**
 * Probability integral transform (Dawid 1984; Gneiting, Balabdaoui and Raftery 2007): the probability that each forecast
 * gave to prices up to the one that came, counted in `bins` of equal width. Where forecasts mean what they say, all bins hold
 * the same share; a U says that intervals are too narrow, a hump that they are too wide, a slope that the centre is off.
 * Forecasts without an outcome are left out.
 */
export function pitHistogram(past: PastForecasts, bins: number): { counts: number[]; total: number } {
  const { levels, quantilePrices, outcomePrice } = past;
  const counts = new Array<number>(bins).fill(0);
  let total = 0;
  outcomePrice.forEach((outcome, row) => {
    if (!(outcome > 0)) return;
    // The distribution is one of log prices; a price of nothing has none.
    const knots = quantilePrices.subarray(row * levels.length, (row + 1) * levels.length).map(Math.log);
    const value = interpolateQuantiles(levels, knots).cdf(Math.log(outcome));
    const bin = Math.min(bins - 1, Math.floor(value * bins));
    counts[bin] = counts[bin]! + 1;
    total++;
  });
  return { counts, total };
}
