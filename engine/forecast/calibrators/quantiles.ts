import type { CalibrationSlice, CalibratorBase, ReadOutputs } from './calibration.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { interpolateQuantiles } from '#contract/distribution.ts';
import { conformalRank } from './conformal-rank.ts';

/**
 * Split conformalised quantile regression (Romano, Patterson and Candès 2019) on every pair of levels
 * tau, 1 - tau: on the calibration slice, how far outside of [q_tau, q_(1-tau)] the outcomes lay (or, as a
 * negative number, inside) gives the amount by which both ends move from then on.
 *
 * A network that gives one number has all its quantiles there: the same rule then is split conformal prediction by
 * absolute residuals (Lei et al. 2018, "Distribution-Free Predictive Inference for Regression").
 *
 * Both ends move by the same amount, so widths are corrected and the median is not: where a market goes
 * over the few hundred days of a calibration slice is mostly luck, and correcting the location by it makes
 * P(up) worse, not better.
 *
 * The finite-sample guarantee holds for exchangeable samples. Overlapping labels and changing markets are
 * not quite that, which is why the coverage on the test slice is printed beside every interval.
 */
export interface QuantileCalibrator extends CalibratorBase {
  readonly kind: 'quantiles';
  /** Added to the network's quantiles, in units of the scaled return; antisymmetric about the median. */
  readonly offsets: readonly number[];
}

/** Fits the offsets. */
export function fitQuantileCalibrator(
  base: CalibratorBase,
  { outputs, logReturn, scale }: CalibrationSlice,
  mayNarrow: boolean,
): QuantileCalibrator {
  const { levels, samples } = base;
  const width = levels.length;
  const columns = outputs.length / samples;
  const said = (sample: number, level: number): number => outputs[sample * columns + (columns === 1 ? 0 : level)]!;
  const offsets = new Array<number>(width).fill(0);
  for (let low = 0; low < width - 1 - low; low++) {
    const high = width - 1 - low;
    const distances = logReturn
      .map((r, i) => Math.max(said(i, low) - r / scale[i]!, r / scale[i]! - said(i, high)))
      .sort();
    const distance = distances[conformalRank(levels[high]! - levels[low]!, samples) - 1]!;
    // A single number promises no width of its own: what it must not narrow is that of the volatility alone.
    const least = columns === 1 ? inverseNormalCdf(levels[high]!) : 0;
    const widening = mayNarrow ? distance : Math.max(least, distance);
    offsets[low] = -widening;
    offsets[high] = widening;
  }
  return { kind: 'quantiles', ...base, offsets };
}

/**
 * Corrects one row of network outputs: a quantile for each level, or one number. Quantiles that cross after the
 * correction are sorted, which never makes them worse (Chernozhukov, Fernández-Val and Galichon 2010).
 */
export function readQuantiles({ levels, offsets }: QuantileCalibrator, outputs: ArrayLike<number>): ReadOutputs {
  const quantiles = Float64Array.from(offsets, (offset, k) => outputs[outputs.length === 1 ? 0 : k]! + offset).sort();
  return { distribution: interpolateQuantiles(levels, quantiles), quantiles, classes: [] };
}
