import type { LabelSpec } from '#contract/model-spec.ts';
import { readOutputs, type Calibrator } from './calibrator.ts';

/** What a calibrated distribution says about the simple return over the horizon. */
export interface ReturnOutlook {
  /** Calibrated quantiles of the scaled return at the calibrator's levels, ascending. */
  readonly scaledQuantiles: Float64Array;
  /** Probability of each class of the label; empty where it is a number. */
  readonly classes: readonly number[];
  readonly expectedReturn: number;
  readonly variance: number;
  /** P(return > 0) */
  readonly probabilityUp: number;
  /** Simple return at a level. */
  returnAt(level: number): number;
  /** P(return ≥ threshold) */
  probabilityOfAtLeast(threshold: number): number;
  /** Mean return given that it is below its 5 % quantile. */
  readonly worstFivePercentMean: number;
}

/** The share of outcomes that the expected shortfall at 95 % averages over. */
const WORST_SHARE = 0.05;

/**
 * Turns one row of network outputs, those of one horizon, into statements about the return. `scale` is
 * sigma[t] * sqrt(h): the log return over the horizon is the scaled return times it. Quantiles pass unchanged through the
 * exponential; means do not, but those of exp(scale × x) and exp(2 scale × x) have a closed form.
 *
 * Up means a return above zero, here as in the evaluation. The distribution is continuous, so "above" and
 * "at least" have the same probability in it. In a market they differ: a thinly traded instrument that
 * often closes unchanged has outcomes of exactly zero, which count as not up. P(up) is then too high by up
 * to their share, which the scores on the test slice punish and nothing hides. A class model has learned them as
 * not up, and its P(up) is right.
 */
export function describeReturn(
  calibrator: Calibrator,
  label: LabelSpec,
  outputs: ArrayLike<number>,
  scale: number,
): ReturnOutlook {
  const { distribution, quantiles, classes } = readOutputs(calibrator, label, outputs, scale);
  const toReturn = (scaled: number): number => Math.expm1(scaled * scale);
  const meanGrowth = distribution.exponentialMoment(scale);
  const probabilityOfAtLeast = (threshold: number): number =>
    threshold <= -1 ? 1 : 1 - distribution.cdf(Math.log1p(threshold) / scale);
  return {
    scaledQuantiles: quantiles,
    classes,
    expectedReturn: meanGrowth - 1,
    // A certain outcome leaves nothing but rounding, which may fall below zero.
    variance: Math.max(0, distribution.exponentialMoment(2 * scale) - meanGrowth ** 2),
    probabilityUp: probabilityOfAtLeast(0),
    returnAt: (level) => toReturn(distribution.quantile(level)),
    probabilityOfAtLeast,
    worstFivePercentMean: distribution.exponentialMoment(scale, WORST_SHARE) / WORST_SHARE - 1,
  };
}
