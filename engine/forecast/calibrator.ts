import type { EpochMs } from '#contract/bars.ts';

/**
 * Split conformal calibration of quantiles: the asymmetric form of conformalised quantile regression
 * (Romano, Patterson and Candès 2019), applied to every level. On the calibration slice the level-tau
 * quantile of the errors y - q_tau(x) is what the network's quantile was off by; it is added from then on.
 * Intervals, P(up) and P(return ≥ x) are all read from the same corrected quantiles, so they agree with
 * each other.
 *
 * The finite-sample guarantee holds for exchangeable samples. Overlapping labels and changing markets are
 * not quite that, which is why the coverage on the test slice is printed beside every interval.
 */
export interface Calibrator {
  readonly levels: readonly number[];
  /** Added to the network's quantiles, in units of the scaled label. */
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
  const offsets = levels.map((level, k) => {
    const errors = Float64Array.from(labels, (label, i) => label - outputs[i * levels.length + k]!).sort();
    return errors[conformalRank(level, samples) - 1]!;
  });
  const ups = labels.reduce((count, label) => count + (label > 0 ? 1 : 0), 0);
  return { levels, offsets, samples, baseRate: ups / samples, fittedOn: { from: fittedOn.from, to: fittedOn.to } };
}

/**
 * Which of n sorted errors (counted from 1) makes the level hold for a new sample: ceil((n + 1) tau) above
 * the median, floor((n + 1) tau) below it, so that intervals err on the wide side.
 */
function conformalRank(level: number, n: number): number {
  const exact = (n + 1) * level;
  const rank = level > 0.5 ? Math.ceil(exact) : level < 0.5 ? Math.floor(exact) : Math.round(exact);
  return Math.min(n, Math.max(1, rank));
}

/**
 * Corrects one row of network outputs. Quantiles that cross after the correction are sorted, which never
 * makes them worse (Chernozhukov, Fernández-Val and Galichon 2010).
 */
export function calibrate(calibrator: Calibrator, outputs: ArrayLike<number>): Float64Array {
  return Float64Array.from(calibrator.offsets, (offset, k) => outputs[k]! + offset).sort();
}
