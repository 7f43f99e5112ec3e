import type { ReturnDistribution } from '#contract/return-distribution.ts';

/** Places and heights of a density along the return, for a drawing; the highest is 1. */
export interface Density {
  readonly returns: readonly number[];
  readonly heights: readonly number[];
}

/** The density by differences of the distribution between its outermost percentiles, smoothed over three steps. */
export function traceDensity({ probabilityOfAtLeast, returnAt }: ReturnDistribution, steps = 96): Density {
  const low = returnAt(0.004);
  const high = returnAt(0.996);
  const width = (high - low) / steps;
  const returns = Array.from({ length: steps + 1 }, (_, i) => low + i * width);
  const raw = returns.map((x) => Math.max(0, probabilityOfAtLeast(x - width) - probabilityOfAtLeast(x + width)));
  const smooth = raw.map((_, i) => (raw[Math.max(0, i - 1)]! + 2 * raw[i]! + raw[Math.min(steps, i + 1)]!) / 4);
  const most = Math.max(...smooth) || 1;
  return { returns, heights: smooth.map((height) => height / most) };
}
