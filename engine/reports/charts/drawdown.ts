/** Distance from the highest capital so far, capital / peak - 1: zero or negative, unit 1. */
export function computeDrawdown(capital: readonly number[]): number[] {
  let peak = -Infinity;
  return capital.map((value) => {
    peak = Math.max(peak, value);
    return peak > 0 ? value / peak - 1 : 0;
  });
}

/** The deepest value up to each kept index since the one before: thinning must not hide the worst day. */
export function thinToWorst(drawdown: readonly number[], kept: readonly number[]): number[] {
  return kept.map((index, k) => {
    const from = k === 0 ? 0 : kept[k - 1]! + 1;
    return Math.min(...drawdown.slice(from, index + 1));
  });
}
