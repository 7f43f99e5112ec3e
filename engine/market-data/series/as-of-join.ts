/**
 * Joins a dated series to bars as it was known: at bar t the last value with availableAt ≤ time[t], NaN where
 * there is none yet, and where the last one is older than `maxAgeMs`: a series that has ended must not be carried
 * on for ever. The time of a bar is its day or its opening (see Bars), so a value is used from the first bar that
 * begins after it was known. All three columns ascend in availableAt.
 */
export function joinAsOf(
  time: Float64Array,
  availableAt: Float64Array,
  value: Float64Array,
  maxAgeMs = Infinity,
): Float64Array {
  const result = new Float64Array(time.length).fill(NaN);
  let known = -1;
  for (let t = 0; t < time.length; t++) {
    while (known + 1 < availableAt.length && availableAt[known + 1]! <= time[t]!) known++;
    if (known >= 0 && time[t]! - availableAt[known]! <= maxAgeMs) result[t] = value[known]!;
  }
  return result;
}
