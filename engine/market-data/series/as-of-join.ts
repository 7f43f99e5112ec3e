/**
 * Joins a dated series to bars as it was known: at bar t the last value with availableAt ≤ time[t], NaN
 * where there is none yet. All three inputs ascend in time.
 */
export function joinAsOf(time: Float64Array, availableAt: Float64Array, value: Float64Array): Float64Array {
  const result = new Float64Array(time.length).fill(NaN);
  let known = -1;
  for (let t = 0; t < time.length; t++) {
    while (known + 1 < availableAt.length && availableAt[known + 1]! <= time[t]!) known++;
    if (known >= 0) result[t] = value[known]!;
  }
  return result;
}
