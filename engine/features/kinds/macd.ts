import { forgettingBars, param, type FeatureKind } from '../feature-kind.ts';

/**
 * Moving average convergence/divergence (Appel 1979): EMA(fastBars) - EMA(slowBars) of the close, here as
 * a fraction of the close, so that it means the same at a price of 1 and of 1000.
 * Unit: 1. Warm-up: the seed, and until the longer average has forgotten it.
 */
export const macdFeature: FeatureKind = {
  kind: 'macd',
  defaults: { fastBars: 12, slowBars: 26 },
  isAvailable: () => true,
  warmupBars: (params) => {
    const longest = Math.max(param(params, 'fastBars'), param(params, 'slowBars'));
    return longest + forgettingBars(2 / (longest + 1));
  },
  compute: ({ bars }, params) => {
    const line = computeMacdLine(bars.close, param(params, 'fastBars'), param(params, 'slowBars'));
    return line.map((value, t) => value / bars.close[t]!);
  },
};

/**
 * The MACD line; NaN before index longest - 1, where longest is usually slowBars. As in TA-Lib's MACD both
 * averages are seeded at that index with the mean of the closes of their own length that end there.
 */
export function computeMacdLine(close: Float64Array, fastBars: number, slowBars: number): Float64Array {
  const seedAt = Math.max(fastBars, slowBars) - 1;
  const fast = computeEma(close, fastBars, seedAt);
  const slow = computeEma(close, slowBars, seedAt);
  return fast.map((value, t) => value - slow[t]!);
}

/**
 * Exponential moving average, alpha = 2 / (length + 1), seeded at `seedAt` with the mean of the `length`
 * closes that end there; NaN before.
 */
function computeEma(close: Float64Array, length: number, seedAt: number): Float64Array {
  const result = new Float64Array(close.length).fill(NaN);
  if (close.length <= seedAt) return result;
  let average = 0;
  for (let t = seedAt - length + 1; t <= seedAt; t++) average += close[t]! / length;
  result[seedAt] = average;
  const alpha = 2 / (length + 1);
  for (let t = seedAt + 1; t < close.length; t++) {
    average += alpha * (close[t]! - average);
    result[t] = average;
  }
  return result;
}
