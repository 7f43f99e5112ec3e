import { calibrate, type Calibrator } from './calibrator.ts';
import { expectation, interpolateQuantiles } from './distribution.ts';

/** What a calibrated distribution says about the simple return over the horizon. */
export interface ReturnOutlook {
  /** Calibrated quantiles of the scaled label, ascending. */
  readonly scaledQuantiles: Float64Array;
  readonly expectedReturn: number;
  readonly variance: number;
  readonly probabilityUp: number;
  /** Simple return at a level. */
  returnAt(level: number): number;
  /** P(return ≥ threshold) */
  probabilityOfAtLeast(threshold: number): number;
  /** Mean return given that it is below its 5 % quantile. */
  readonly worstFivePercentMean: number;
}

/**
 * Turns one row of network outputs into statements about the return. `scale` is sigma[t] * sqrt(h): the
 * log return over the horizon is the scaled label times it. Quantiles pass unchanged through the
 * exponential; means do not, so they are integrated.
 */
export function describeReturn(calibrator: Calibrator, outputs: ArrayLike<number>, scale: number): ReturnOutlook {
  const scaledQuantiles = calibrate(calibrator, outputs);
  const distribution = interpolateQuantiles(calibrator.levels, scaledQuantiles);
  const toReturn = (scaled: number): number => Math.expm1(scaled * scale);
  const expectedReturn = expectation(distribution, toReturn);
  const probabilityOfAtLeast = (threshold: number): number =>
    threshold <= -1 ? 1 : 1 - distribution.cdf(Math.log1p(threshold) / scale);
  return {
    scaledQuantiles,
    expectedReturn,
    variance: expectation(distribution, (x) => (toReturn(x) - expectedReturn) ** 2),
    probabilityUp: probabilityOfAtLeast(0),
    returnAt: (level) => toReturn(distribution.quantile(level)),
    probabilityOfAtLeast,
    worstFivePercentMean: expectation(distribution, toReturn, 0, 0.05),
  };
}
