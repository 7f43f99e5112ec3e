import type { ModelSpec } from '#contract/model-spec.ts';

export type LabelSpec = ModelSpec['label'];

/** The labels of one instrument; index t is the bar at whose close the forecast is made. */
export interface Labels {
  /** ln(close[t+h] / close[t]); NaN for the last h bars, whose outcome is not known yet. */
  readonly logReturn: Float64Array;
  /** What the network's output is multiplied by to get a log return over h: sigma[t] * sqrt(h). NaN in the warm-up. */
  readonly scale: Float64Array;
  /** First index with a scale. */
  readonly firstUsable: number;
}

/**
 * A flat price has no volatility to scale by; below this a daily move of one hundredth of a percent would
 * count as many standard deviations.
 */
const SMALLEST_VOLATILITY = 1e-4;

/**
 * Forward log returns and their scale. The scale is the root mean square of the last `volatilityBars`
 * one-bar log returns up to t times sqrt(h), floored at 1e-4 * sqrt(h); it uses bars ≤ t only.
 */
export function computeLabels(close: Float64Array, spec: LabelSpec): Labels {
  const { horizonBars, volatilityBars } = spec;
  const length = close.length;
  const logReturn = new Float64Array(length).fill(NaN);
  for (let t = 0; t + horizonBars < length; t++) logReturn[t] = Math.log(close[t + horizonBars]! / close[t]!);

  const sigma = computeRollingVolatility(close, volatilityBars);
  const scale = sigma.map((s) => Math.max(s, SMALLEST_VOLATILITY) * Math.sqrt(horizonBars));
  return { logReturn, scale, firstUsable: volatilityBars };
}

/** One-bar log returns of a price column; NaN at index 0. */
export function computeLogReturns(close: Float64Array): Float64Array {
  const result = new Float64Array(close.length).fill(NaN);
  for (let t = 1; t < close.length; t++) result[t] = Math.log(close[t]! / close[t - 1]!);
  return result;
}

/**
 * Root mean square of the last `bars` one-bar log returns; NaN before index `bars`. Each value is summed
 * afresh over its own window, so that it does not depend on where the history starts, not even in the
 * last bit.
 */
export function computeRollingVolatility(close: Float64Array, bars: number): Float64Array {
  const returns = computeLogReturns(close);
  const result = new Float64Array(close.length).fill(NaN);
  for (let t = bars; t < close.length; t++) {
    let sum = 0;
    for (let i = t - bars + 1; i <= t; i++) sum += returns[i]! * returns[i]!;
    result[t] = Math.sqrt(sum / bars);
  }
  return result;
}
