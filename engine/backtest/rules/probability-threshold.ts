import type { Costs } from '#contract/model-spec.ts';
import { roundTripCost } from '../../forecast/round-trip-cost.ts';
import { FLAT, LONG, SHORT } from '../sleeve.ts';

/** Enter at or above the one, leave below the other; the gap between them saves the costs of dithering. */
export interface ProbabilityThresholds {
  readonly enterProbability: number;
  readonly exitProbability: number;
  /** Whether a fall is traded too. */
  readonly short: boolean;
}

/**
 * The side that is wanted after the forecast of one bar, by the side that was wanted before: long when P(up) ≥
 * enterProbability AND the expected simple return over the horizon is more than buying and selling costs, until P(up) <
 * exitProbability. With `short`, short by the same numbers of P(down) = 1 - P(up) and of the expected fall; otherwise flat.
 * Source: with proportional costs the best policy has a region in which nothing is traded (Davis and Norman 1990,
 * Mathematics of Operations Research 15, 676-713); two thresholds are the simplest one.
 */
export function wantByForecast(
  side: number,
  forecast: { readonly probabilityUp: number; readonly expectedReturn: number },
  { enterProbability, exitProbability, short }: ProbabilityThresholds,
  costs: Costs,
): number {
  const { probabilityUp, expectedReturn } = forecast;
  const probabilityDown = 1 - probabilityUp;
  if (side === LONG && probabilityUp >= exitProbability) return LONG;
  if (side === SHORT && probabilityDown >= exitProbability) return SHORT;
  const cost = roundTripCost(costs);
  if (probabilityUp >= enterProbability && expectedReturn > cost) return LONG;
  if (short && probabilityDown >= enterProbability && -expectedReturn > cost) return SHORT;
  return FLAT;
}
