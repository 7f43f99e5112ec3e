import type { Grade } from '#contract/forecast.ts';
import type { Costs } from '#contract/model-spec.ts';
import { roundTripCost } from './round-trip-cost.ts';

/** The thresholds of the call; kept in the bundle, so that a backtest enters from the same P(up) as a forecast calls from. */
export interface GradePolicy {
  /** P(up) from which BUY is possible, and 1 - P(up) from which SELL is. */
  readonly callProbability: number;
  readonly strongProbability: number;
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
  riskAversion: 2,
  widestInterval: 0.5,
  largestUnseenShare: 0.05,
};

/**
 * The call of a distribution alone. Certainty equivalent of going long: E[r] - cost - (gamma / 2) Var[r];
 * of going short: -E[r] - cost - (gamma / 2) Var[r]. A call needs a positive one and a probability over
 * the threshold; everything else is HOLD.
 */
export function gradeOutlook(
  outlook: { expectedReturn: number; variance: number; probabilityUp: number },
  costs: Costs,
  policy: GradePolicy,
): Grade {
  const burden = roundTripCost(costs) + (policy.riskAversion / 2) * outlook.variance;
  const up = outlook.probabilityUp;
  if (outlook.expectedReturn - burden > 0 && up >= policy.callProbability) {
    return up >= policy.strongProbability ? 'STRONG BUY' : 'BUY';
  }
  if (-outlook.expectedReturn - burden > 0 && 1 - up >= policy.callProbability) {
    return 1 - up >= policy.strongProbability ? 'STRONG SELL' : 'SELL';
  }
  return 'HOLD';
}
