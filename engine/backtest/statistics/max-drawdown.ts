/**
 * Maximum drawdown: the largest 1 - equity / highest equity before, as a positive fraction of the peak, in [0, 1];
 * the initial capital is the first peak. Measured at closes. `equity` [bars].
 * Source: Magdon-Ismail and Atiya 2004, "Maximum drawdown", Risk 17(10), 99-102.
 */
export function maxDrawdown(initialCapital: number, equity: Float64Array): number {
  let peak = initialCapital;
  let deepest = 0;
  for (const value of equity) {
    peak = Math.max(peak, value);
    deepest = Math.max(deepest, 1 - value / peak);
  }
  return deepest;
}
