import type { LabelSpec, ModelSpec } from '#contract/model-spec.ts';
import { timeframeMs } from '../market-data/time/timeframe-length.ts';

/** The returns of one horizon; index t is the bar at whose close the forecast is made. */
export interface HorizonLabels {
  readonly horizonBars: number;
  /** ln(close[t+h] / close[t]); NaN for the last h bars, whose outcome is not known yet. */
  readonly logReturn: Float64Array;
  /** Log return per unit of the scaled return: sigma[t] * sqrt(h). NaN in the warm-up. */
  readonly scale: Float64Array;
}

/** The labels of one instrument. */
export interface Labels {
  /** In the order of the spec, shortest first. */
  readonly horizons: readonly HorizonLabels[];
  /** First index with a scale. */
  readonly firstUsable: number;
}

/** Bars that any label of the spec looks ahead. */
export function longestHorizon({ horizons }: LabelSpec): number {
  return horizons.at(-1)!;
}

/**
 * A flat price has no volatility to scale by; below this, which is that of a day, a move of one hundredth of a percent
 * would count as many standard deviations.
 */
const SMALLEST_VOLATILITY = 1e-4;

/**
 * Forward log returns and their scale. The scale is the root mean square of the last `volatilityBars`
 * one-bar log returns up to t times sqrt(h), floored at 1e-4 * sqrt(h) for bars of a day and, as volatilities go, with
 * the square root of the length for others; it uses bars ≤ t only.
 */
export function computeLabels(
  close: Float64Array,
  { label, timeframe }: Pick<ModelSpec, 'label' | 'timeframe'>,
): Labels {
  const { horizons, volatilityBars } = label;
  const floor = SMALLEST_VOLATILITY * Math.sqrt(timeframeMs[timeframe] / timeframeMs['1d']);
  const sigma = computeRollingVolatility(close, volatilityBars);
  return {
    horizons: horizons.map((horizonBars) => {
      const logReturn = new Float64Array(close.length).fill(NaN);
      for (let t = 0; t + horizonBars < close.length; t++) {
        logReturn[t] = Math.log(close[t + horizonBars]! / close[t]!);
      }
      const scale = sigma.map((s) => Math.max(s, floor) * Math.sqrt(horizonBars));
      return { horizonBars, logReturn, scale };
    }),
    firstUsable: volatilityBars,
  };
}

/** Number of classes of a label, or 0 where it is a number. */
export function countClasses({ kind }: LabelSpec): 0 | 2 | 3 {
  return kind === 'trend' ? 3 : kind === 'direction' ? 2 : 0;
}

/**
 * Upper ends of all classes but the last, in log return, ascending: a return belongs to the first class whose end is
 * not below it. Empty where the label is a number. `scale` is that of the bar and horizon.
 */
export function classBorders(label: LabelSpec, scale: number): readonly number[] {
  if (label.kind === 'forward-return') return [];
  if (label.kind === 'direction') return [0];
  const { unit, value } = label.threshold;
  const band = unit === 'volatility' ? value * scale : value;
  return [-band, band];
}

/** Place of the class of a log return. */
export function classOf(borders: readonly number[], logReturn: number): number {
  const place = borders.findIndex((border) => logReturn <= border);
  return place === -1 ? borders.length : place;
}

/** What the network is trained to say: the scaled return, or the place of its class. */
export function encodeLabel(label: LabelSpec, logReturn: number, scale: number): number {
  return label.kind === 'forward-return' ? logReturn / scale : classOf(classBorders(label, scale), logReturn);
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
