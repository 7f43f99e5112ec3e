/**
 * Per sample 1 where low ≤ outcome ≤ high, else 0; the mean is the coverage, to be compared with the nominal one.
 * All arrays [n], in one unit. Source: Christoffersen 1998, International Economic Review 39, 841-862.
 */
export function coverOutcomes(outcome: Float64Array, low: Float64Array, high: Float64Array): Float64Array {
  return outcome.map((value, i) => (low[i]! <= value && value <= high[i]! ? 1 : 0));
}

/** Mean of high - low, in the unit of the bounds: among intervals that cover alike, the narrower is the better. */
export function meanIntervalWidth(low: Float64Array, high: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < low.length; i++) sum += high[i]! - low[i]!;
  return sum / low.length;
}
