/** True range (Wilder 1978): the bar's range, with the close before it drawn in; NaN where there is none. */
export function measureTrueRange(high: number, low: number, closeBefore: number): number {
  return Math.max(high, closeBefore) - Math.min(low, closeBefore);
}
