import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';

/**
 * Outcomes that overlap repeat each other, so what counts is how many spans of the horizon fit into the
 * slice side by side. With fewer than five, nothing can be said of a share of 95 %.
 */
const FEWEST_SPANS = 5;

/**
 * Below this many spans intervals may only be widened. An interval that is drawn in promises more than the
 * network did, and the 95 % interval rests on the worst one in twenty: without twenty spans, on luck.
 */
const FEWEST_SPANS_TO_NARROW = 20;

/**
 * Split conformalised quantile regression (Romano, Patterson and Candès 2019) on every pair of levels
 * tau, 1 - tau: on the calibration slice, how far outside of [q_tau, q_(1-tau)] the outcomes lay (or, as a
 * negative number, inside) gives the amount by which both ends move from then on. Intervals, P(up) and
 * P(return ≥ x) are all read from the same corrected quantiles, so they agree with each other.
 *
 * Both ends move by the same amount, so widths are corrected and the median is not: where a market goes
 * over the few hundred days of a calibration slice is mostly luck, and correcting the location by it makes
 * P(up) worse, not better.
 *
 * The finite-sample guarantee holds for exchangeable samples. Overlapping labels and changing markets are
 * not quite that, which is why the coverage on the test slice is printed beside every interval.
 */
export interface Calibrator {
  readonly levels: readonly number[];
  /** Added to the network's quantiles, in units of the scaled label; antisymmetric about the median. */
  readonly offsets: readonly number[];
  readonly samples: number;
  /** Share of outcomes above zero on the calibration slice: what someone without a model would say. */
  readonly baseRate: number;
  readonly fittedOn: { readonly from: EpochMs; readonly to: EpochMs };
}

/** The slice that a calibrator is fitted on. */
export interface CalibrationSlice {
  readonly from: EpochMs;
  /** Time of the last bar that any outcome looks at. */
  readonly to: EpochMs;
  /** Distinct bar times at which there are windows; pooled instruments share them. */
  readonly bars: number;
  readonly horizonBars: number;
}

/**
 * Fits the offsets. `outputs` [samples, levels] are the network's quantiles, `labels` [samples] the
 * outcomes, both scaled.
 * Errors: data/too-short where the slice holds fewer than five spans of the horizon, or too few samples to
 * reach the widest coverage.
 */
export function fitCalibrator(
  levels: readonly number[],
  outputs: Float32Array,
  labels: Float32Array,
  slice: CalibrationSlice,
): Calibrator {
  const samples = labels.length;
  const width = levels.length;
  assertLongEnough(slice, samples, levels[width - 1]! - levels[0]!);
  const mayNarrow = slice.bars >= FEWEST_SPANS_TO_NARROW * slice.horizonBars;
  const offsets = new Array<number>(width).fill(0);
  for (let low = 0; low < width - 1 - low; low++) {
    const high = width - 1 - low;
    const distances = Float64Array.from(labels, (label, i) =>
      Math.max(outputs[i * width + low]! - label, label - outputs[i * width + high]!),
    ).sort();
    const distance = distances[conformalRank(levels[high]! - levels[low]!, samples) - 1]!;
    const widening = mayNarrow ? distance : Math.max(0, distance);
    offsets[low] = -widening;
    offsets[high] = widening;
  }
  const ups = labels.reduce((count, label) => count + (label > 0 ? 1 : 0), 0);
  return { levels, offsets, samples, baseRate: ups / samples, fittedOn: { from: slice.from, to: slice.to } };
}

function assertLongEnough({ bars, horizonBars }: CalibrationSlice, samples: number, coverage: number): void {
  const fewestBars = FEWEST_SPANS * horizonBars;
  const fewest = fewestSamples(coverage);
  if (bars >= fewestBars && samples >= fewest) return;
  throw new AppError(
    'data/too-short',
    `The calibration part has ${bars} bars with ${samples} windows; intervals of ${Math.round(1000 * coverage) / 10} % over ${horizonBars} bars need at least ${fewestBars} bars and ${fewest} windows.`,
    'Import a longer history, choose a shorter horizon, or give the calibration part a larger share of the split.',
  );
}

/** 0.8 - 0.2 must not count as more than 0.6. */
const ROUNDING = 1e-9;

/**
 * Which of n sorted distances (counted from 1) the interval must reach to cover a new sample:
 * ceil((n + 1) coverage).
 */
function conformalRank(coverage: number, n: number): number {
  return Math.ceil((n + 1) * coverage - ROUNDING);
}

/** The smallest n whose conformal rank is not beyond n: (n + 1) coverage ≤ n, such as 19 at 95 %. */
function fewestSamples(coverage: number): number {
  return Math.ceil((coverage - ROUNDING) / (1 - coverage));
}

/**
 * Corrects one row of network outputs. Quantiles that cross after the correction are sorted, which never
 * makes them worse (Chernozhukov, Fernández-Val and Galichon 2010).
 */
export function calibrate(calibrator: Calibrator, outputs: ArrayLike<number>): Float64Array {
  return Float64Array.from(calibrator.offsets, (offset, k) => outputs[k]! + offset).sort();
}
