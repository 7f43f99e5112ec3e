/** The deepest value up to each kept index since the one before: thinning must not hide the worst day. */
export function thinToWorst(drawdown: Float64Array, kept: readonly number[]): number[] {
  return kept.map((index, k) => {
    const from = k === 0 ? 0 : kept[k - 1]! + 1;
    return Math.min(...drawdown.slice(from, index + 1));
  });
}
