import type { Costs } from '#contract/model-spec.ts';

const YEAR_MS = 365.25 * 86_400_000;

/** Costs as fractions. */
export interface Charges {
  /** Of the traded value, on each fill. */
  readonly fee: number;
  /** By which a fill is worse than the price of the bar: slippage and half the spread. */
  readonly drift: number;
  /** Of the value of borrowed shares, for each millisecond. */
  readonly borrowPerMs: number;
}

/** `factor` multiplies all costs, to see how much a result owes to them. A price never drifts to zero or below. */
export function chargesOf(costs: Costs, factor = 1): Charges {
  const scale = factor / 10_000;
  return {
    fee: Math.min(costs.feeBasisPoints * scale, MOST),
    drift: Math.min((costs.slippageBasisPoints + (costs.spreadBasisPoints ?? 0) / 2) * scale, MOST),
    borrowPerMs: ((costs.borrowBasisPoints ?? 0) * scale) / YEAR_MS,
  };
}

const MOST = 0.99;
