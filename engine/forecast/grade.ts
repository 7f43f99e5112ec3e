import type { Call } from '#contract/evaluation.ts';
import type { Costs } from '#contract/model-spec.ts';
import { roundTripCost } from './round-trip-cost.ts';

/** The thresholds of the call; kept in the bundle, so that a backtest enters from the same P(up) as a forecast calls from. */
export interface GradePolicy {
  /** P(up) from which BUY is possible, and 1 - P(up) from which SELL is. */
  readonly callProbability: number;
  /** The same for STRONG BUY and STRONG SELL. */
  readonly strongProbability: number;
  /** How many times the costs a STRONG grade must still be worth: what is only just worth its costs is not strong. */
  readonly strongCostMultiple: number;
  /** Coefficient of absolute risk aversion on the return over the horizon (Arrow 1965, Pratt 1964). */
  readonly riskAversion: number;
  /** An 80 % interval wider than this (in simple return) gives NO CALL. */
  readonly widestInterval: number;
  /** NO CALL where a larger share of the window's inputs lies outside of the range seen in training. */
  readonly largestUnseenShare: number;
}

export const defaultGradePolicy: GradePolicy = {
  callProbability: 0.55,
  strongProbability: 0.65,
  strongCostMultiple: 2,
  riskAversion: 2,
  widestInterval: 0.5,
  largestUnseenShare: 0.05,
};

/**
 * The call of a distribution alone, by expected utility after costs: the certainty equivalent of going long is
 * E[r] - cost - (gamma / 2) Var[r], of going short -E[r] - cost - (gamma / 2) Var[r] (Arrow 1965, Pratt 1964; to second
 * order of an exponential utility). A call needs a positive one and a probability over the threshold; a strong call a
 * positive one at costs `strongCostMultiple` times as high and a probability over the strong threshold; everything else
 * is HOLD. How each grade did on the test slice is in `Evaluation.grades`.
 */
export function gradeOutlook(
  outlook: { expectedReturn: number; variance: number; probabilityUp: number },
  costs: Costs,
  policy: GradePolicy,
): Call {
  const cost = roundTripCost(costs);
  const risk = (policy.riskAversion / 2) * outlook.variance;
  const isWorth = (gain: number, probability: number, times: number, threshold: number): boolean =>
    gain - times * cost - risk > 0 && probability >= threshold;
  const { expectedReturn: gain, probabilityUp: up } = outlook;
  const { callProbability, strongProbability, strongCostMultiple } = policy;
  if (isWorth(gain, up, 1, callProbability)) {
    return isWorth(gain, up, strongCostMultiple, strongProbability) ? 'STRONG BUY' : 'BUY';
  }
  if (isWorth(-gain, 1 - up, 1, callProbability)) {
    return isWorth(-gain, 1 - up, strongCostMultiple, strongProbability) ? 'STRONG SELL' : 'SELL';
  }
  return 'HOLD';
}
