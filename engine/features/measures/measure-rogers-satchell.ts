/**
 * One bar's term of the variance of Rogers and Satchell (1991), which holds whatever the drift. Not below 0, where
 * rounding put open or close a little outside of the range.
 */
export function measureRogersSatchell(open: number, high: number, low: number, close: number): number {
  const body = Math.log(close / open);
  const top = Math.log(high / open);
  const bottom = Math.log(low / open);
  return Math.max(0, top * (top - body) + bottom * (bottom - body));
}
