import { formatDay } from '../../kernel/format-day.ts';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { ScalerKind } from '#contract/model-spec.ts';
import type { TrainInterval } from '../split.ts';
import { fitMinMax } from './min-max.ts';
import { fitRobust } from './robust.ts';
import { fitStandard } from './standard.ts';

/**
 * scaled = (value - offset) * factor, clipped to ±CLIP: one bad tick must not drown the rest of a window. The kind
 * 'none' leaves values as they are, without clipping them.
 */
export interface FittedScaler {
  readonly kind: ScalerKind;
  readonly offset: number;
  readonly factor: number;
  /** Smallest and largest value seen in the fit; beyond them the network has to extrapolate. */
  readonly min: number;
  readonly max: number;
  /** Mean of the fit: what counts as the usual value where a forecast is explained. */
  readonly mean: number;
  /** The bars that it was fitted on. It must not be judged on any bar up to `to`. */
  readonly fittedOn: { readonly from: EpochMs; readonly to: EpochMs };
}

export const CLIP = 10;

const fits = {
  standard: fitStandard,
  'min-max': fitMinMax,
  robust: fitRobust,
  none: () => ({ offset: 0, factor: 1 }),
} as const;

/**
 * Fits a scaler on the values of the train interval and nothing else. `column[t]` belongs to `time[t]`;
 * values that are not finite are passed over.
 * Errors: data/too-short where the interval holds fewer than two values.
 */
export function fitScaler(
  kind: ScalerKind,
  column: Float64Array,
  time: Float64Array,
  train: TrainInterval,
): FittedScaler {
  const values = column.filter((value, t) => Number.isFinite(value) && time[t]! >= train.from && time[t]! <= train.to);
  if (values.length < 2) {
    throw new AppError(
      'data/too-short',
      `A scaler needs at least 2 values in the train interval, found ${values.length}.`,
      'Leave out instruments whose history starts after the train interval, or import an older history.',
    );
  }
  let min = Infinity;
  let max = -Infinity;
  let mean = 0;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    mean += value / values.length;
  }
  return { kind, ...fits[kind](values, min, max), min, max, mean, fittedOn: { from: train.from, to: train.to } };
}

/** One scaled value. */
export function scaleValue(scaler: FittedScaler, value: number): number {
  if (scaler.kind === 'none') return value;
  return Math.min(CLIP, Math.max(-CLIP, (value - scaler.offset) * scaler.factor));
}

/**
 * Refuses anything fitted on an interval that reaches the first bar it is to be judged on.
 * Errors: honesty/fitted-on-the-future.
 */
export function assertFittedBefore(what: string, fittedOn: { readonly to: EpochMs }, firstUse: EpochMs): void {
  if (fittedOn.to < firstUse) return;
  throw new AppError(
    'honesty/fitted-on-the-future',
    `${what} was fitted on bars up to ${formatDay(fittedOn.to)} and would be judged from ${formatDay(firstUse)} on.`,
    'Train the model again with a split that ends before the bars you want to judge it on.',
  );
}
