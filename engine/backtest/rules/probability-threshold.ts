import type { Costs } from '#contract/model-spec.ts';
import { roundTripCost } from '../../forecast/round-trip-cost.ts';

/** Enter at or above the one, leave below the other; the gap between them saves the costs of dithering. */
export interface ProbabilityThresholds {
  readonly enterProbability: number;
  readonly exitProbability: number;
}

/**
 * Long or flat by the forecast of one bar: buy when P(up) ≥ enterProbability AND the expected simple return over the
 * horizon is more than buying and selling costs; sell when P(up) < exitProbability; otherwise stay.
 * Source: with proportional costs the best policy has a region in which nothing is traded (Davis and Norman 1990,
 * Mathematics of Operations Research 15, 676-713); two thresholds are the simplest one.
 */
export function wantPosition(
  holding: boolean,
  forecast: { readonly probabilityUp: number; readonly expectedReturn: number },
  thresholds: ProbabilityThresholds,
  costs: Costs,
): boolean {
  if (holding) return forecast.probabilityUp >= thresholds.exitProbability;
  return forecast.probabilityUp >= thresholds.enterProbability && forecast.expectedReturn > roundTripCost(costs);
}
