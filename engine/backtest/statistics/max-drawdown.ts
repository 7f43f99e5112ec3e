/**
 * Maximum drawdown: the largest 1 - equity / highest equity before, as a positive fraction of the peak, in [0, 1];
 * the initial capital is the first peak. Measured at closes. `equity` [bars].
 * Source: Magdon-Ismail and Atiya 2004, "Maximum drawdown", Risk 17(10), 99-102.
 */
export function maxDrawdown(initialCapital: number, equity: Float64Array): number {
  let peak = initialCapital;
  let deepest = 0;
  for (let t = 0; t < equity.length; t++) {
    const value = equity[t]!;
    if (value > peak) peak = value;
    else if (1 - value / peak > deepest) deepest = 1 - value / peak;
  }
  return deepest;
}

/** Distance from the highest equity so far, equity / peak - 1: zero or negative. The initial capital is the first peak. [bars] */
export function drawdownColumn(initialCapital: number, equity: Float64Array): Float64Array {
  let peak = initialCapital;
  return equity.map((value) => {
    if (value > peak) peak = value;
    return value / peak - 1;
  });
}
