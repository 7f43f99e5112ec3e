/** A rule that needs no model. What the model says is only worth something where it beats all of these. */
export interface Baseline {
  readonly name: string;
  /**
   * Whether the close `horizonBars` after bar t will be higher than that of t, by closes up to and including t.
   * Where history is shorter than the rule looks back, the oldest close stands in for what is missing.
   */
  predictUp(closes: Float64Array, t: number, horizonBars: number): boolean;
}

/** Whether the close of t is above the one `bars` earlier (or the oldest). */
export function hasRisen(closes: Float64Array, t: number, bars: number): boolean {
  return closes[t]! > closes[Math.max(0, t - bars)]!;
}
