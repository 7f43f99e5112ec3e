import type { EpochMs } from '#contract/bars.ts';

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

/**
 * Fits the offsets. `outputs` [samples, levels] are the network's quantiles, `labels` [samples] the
 * outcomes, both scaled.
 */
export function fitCalibrator(
  levels: readonly number[],
  outputs: Float32Array,
  labels: Float32Array,
  fittedOn: { from: EpochMs; to: EpochMs },
): Calibrator {
  const samples = labels.length;
  const width = levels.length;
  const offsets = new Array<number>(width).fill(0);
  for (let low = 0; low < width - 1 - low; low++) {
    const high = width - 1 - low;
    const distances = Float64Array.from(labels, (label, i) =>
      Math.max(outputs[i * width + low]! - label, label - outputs[i * width + high]!),
    ).sort();
    const widening = distances[conformalRank(levels[high]! - levels[low]!, samples) - 1]!;
    offsets[low] = -widening;
    offsets[high] = widening;
  }
  const ups = labels.reduce((count, label) => count + (label > 0 ? 1 : 0), 0);
  return { levels, offsets, samples, baseRate: ups / samples, fittedOn: { from: fittedOn.from, to: fittedOn.to } };
}

/**
 * Which of n sorted distances (counted from 1) the interval must reach to cover a new sample:
 * ceil((n + 1) coverage), where 0.8 - 0.2 must not count as more than 0.6.
 */
function conformalRank(coverage: number, n: number): number {
  return Math.min(n, Math.ceil((n + 1) * coverage - 1e-9));
}

/**
 * Corrects one row of network outputs. Quantiles that cross after the correction are sorted, which never
 * makes them worse (Chernozhukov, Fernández-Val and Galichon 2010).
 */
export function calibrate(calibrator: Calibrator, outputs: ArrayLike<number>): Float64Array {
  return Float64Array.from(calibrator.offsets, (offset, k) => outputs[k]! + offset).sort();
}
