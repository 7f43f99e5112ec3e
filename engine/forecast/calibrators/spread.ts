import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { studentTQuantile } from '../../kernel/student-t.ts';
import { interpolateQuantiles } from '#contract/distribution.ts';
import type { CalibrationSlice, CalibratorBase, ReadOutputs } from './calibration.ts';
import { conformalRank } from './conformal-rank.ts';

/**
 * For networks that give a location and a scale (Gaussian), and degrees of freedom with them (Student's t). Their quantiles
 * are location + scale * u(tau), u that of the standard distribution. Split conformal prediction with locally weighted
 * residuals (Lei et al. 2018, section 5.2) then says, for every pair of levels tau, 1 - tau, by which factor the distance
 * from the location has to grow, or may shrink, so that the interval would have held on the calibration slice.
 *
 * Both ends move by the same factor, so widths are corrected and the location is not, as in quantiles.ts; and a forecast
 * that was twice as wide stays twice as wide.
 */
export interface SpreadCalibrator extends CalibratorBase {
  readonly kind: 'spread';
  /** [levels] What the distance of each quantile from the location is multiplied by; symmetric about the median. */
  readonly factors: readonly number[];
}

/** Fits the factors. */
export function fitSpreadCalibrator(
  base: CalibratorBase,
  { outputs, logReturn, scale }: CalibrationSlice,
  mayNarrow: boolean,
): SpreadCalibrator {
  const { levels, samples } = base;
  const width = levels.length;
  const columns = outputs.length / samples;
  const rows = Array.from({ length: samples }, (_, i) => outputs.subarray(i * columns, (i + 1) * columns));
  const factors = new Array<number>(width).fill(1);
  for (let low = 0; low < width - 1 - low; low++) {
    const high = width - 1 - low;
    const ratios = logReturn
      .map((r, i) => Math.abs(r / scale[i]! - rows[i]![0]!) / distanceTo(levels[high]!, rows[i]!))
      .sort();
    const ratio = ratios[conformalRank(levels[high]! - levels[low]!, samples) - 1]!;
    factors[low] = factors[high] = mayNarrow ? ratio : Math.max(1, ratio);
  }
  return { kind: 'spread', ...base, factors };
}

/** One row of outputs: location, scale, and degrees of freedom where there are some. */
export function readSpread({ levels, factors }: SpreadCalibrator, outputs: ArrayLike<number>): ReadOutputs {
  const quantiles = Float64Array.from(levels, (level, k) => outputs[0]! + factors[k]! * distanceTo(level, outputs));
  // An outer interval whose factor is the smaller one could come to lie within an inner one.
  quantiles.sort();
  return { distribution: interpolateQuantiles(levels, quantiles), quantiles, classes: [] };
}

/** From the location to the quantile of that level, negative below the median. */
function distanceTo(level: number, outputs: ArrayLike<number>): number {
  const degrees = outputs[2];
  return outputs[1]! * (degrees === undefined ? inverseNormalCdf(level) : studentTQuantile(level, degrees));
}
