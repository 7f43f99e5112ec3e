import type { Costs } from '#contract/model-spec.ts';

/**
 * The simple return of a price that buying and selling eats up, slippage and half the spread s and fee f on both fills:
 * (1 + s)(1 + f) / ((1 - s)(1 - f)) - 1, as a fraction.
 */
export function roundTripCost(costs: Costs): number {
  const slippage = (costs.slippageBasisPoints + (costs.spreadBasisPoints ?? 0) / 2) / 10_000;
  const fee = costs.feeBasisPoints / 10_000;
  return ((1 + slippage) * (1 + fee)) / ((1 - slippage) * (1 - fee)) - 1;
}
