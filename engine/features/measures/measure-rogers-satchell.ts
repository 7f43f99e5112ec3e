/**
 * One bar's term of the variance of Rogers and Satchell (1991), which holds whatever the drift. Not below 0, where
 * rounding put open or close a little outside of the range.
 */
export function measureRogersSatchell(open: number, high: number, low: number, close: number): number {
  const variance = Math.log(high / close) * Math.log(high / open) + Math.log(low / close) * Math.log(low / open);
  return Math.max(0, variance);
}
