import type { LabelSpec } from '#contract/model-spec.ts';
import { readReturns, type ReturnDistribution } from '#contract/return-distribution.ts';
import { readOutputs, type Calibrator } from './calibrator.ts';

/** What a calibrated distribution says about the simple return over the horizon. */
export interface ReturnOutlook extends ReturnDistribution {
  /** Calibrated quantiles of the scaled return at the calibrator's levels, ascending. */
  readonly scaledQuantiles: Float64Array;
  /** Probability of each class of the label; empty where it is a number. */
  readonly classes: readonly number[];
  readonly expectedReturn: number;
  readonly variance: number;
  /** P(return > 0) */
  readonly probabilityUp: number;
  /** Mean return given that it is below its 5 % quantile. */
  readonly worstFivePercentMean: number;
}

/** The share of outcomes that the expected shortfall at 95 % averages over. */
const WORST_SHARE = 0.05;

/**
 * Turns one row of network outputs, those of one horizon, into statements about the return. `scale` is
 * sigma[t] * sqrt(h): the log return over the horizon is the scaled return times it. Quantiles pass unchanged through the
 * exponential; means do not, but those of exp(x) and exp(2 x) have a closed form.
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
  const { levels, values } = distribution.knots;
  const returns = readReturns({ levels, values: values.map((scaled) => scaled * scale) });
  const meanGrowth = returns.ofLogReturn.exponentialMoment(1);
  return {
    ...returns,
    scaledQuantiles: quantiles,
    classes,
    expectedReturn: meanGrowth - 1,
    // A certain outcome leaves nothing but rounding, which may fall below zero.
    variance: Math.max(0, returns.ofLogReturn.exponentialMoment(2) - meanGrowth ** 2),
    probabilityUp: returns.probabilityOfAtLeast(0),
    worstFivePercentMean: returns.ofLogReturn.exponentialMoment(1, WORST_SHARE) / WORST_SHARE - 1,
  };
}
