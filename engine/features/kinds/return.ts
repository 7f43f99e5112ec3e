import type { FeatureKind } from '../feature-kind.ts';

/** One-bar log return, ln(close[t] / close[t-1]). Unit: 1. Warm-up: 1 bar. */
export const returnFeature: FeatureKind = {
  kind: 'return',
  defaults: {},
  isAvailable: () => true,
  warmupBars: () => 1,
  compute: ({ bars }) => computeLogReturns(bars.close),
};

/** Log returns of a price column; NaN at index 0. */
export function computeLogReturns(close: Float64Array): Float64Array {
  const result = new Float64Array(close.length).fill(NaN);
  for (let t = 1; t < close.length; t++) result[t] = Math.log(close[t]! / close[t - 1]!);
  return result;
}
