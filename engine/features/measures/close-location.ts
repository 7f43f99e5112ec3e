/**
 * Where the close stands in the bar's range: -1 at the low, 1 at the high (Chaikin's multiplier). 0 where the bar has
 * no range, as in TA-Lib. Held to -1…1, for prices that a file rounded may close a little outside of the range.
 */
export function measureCloseLocation(high: number, low: number, close: number): number {
  if (high <= low) return 0;
  return Math.max(-1, Math.min(1, (close - low - (high - close)) / (high - low)));
}
