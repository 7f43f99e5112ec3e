const DAY_MS = 86_400_000;

/**
 * Longest drawdown: days of the calendar from a peak until the equity is back at it or above, the longest such time; where
 * it is not back at the end, up to the last bar. The initial capital is the first peak, at the first bar. `time` and
 * `equity` [bars]. Source: Bacon 2008, Practical Portfolio Performance Measurement and Attribution, "drawdown duration".
 */
export function longestDrawdown(initialCapital: number, time: Float64Array, equity: Float64Array): number {
  let peak = initialCapital;
  let peakTime = time[0]!;
  let longest = 0;
  let below = false;
  for (let t = 0; t < equity.length; t++) {
    const value = equity[t]!;
    if (value < peak) below = true;
    if (below && time[t]! - peakTime > longest) longest = time[t]! - peakTime;
    if (value >= peak) {
      peak = value;
      peakTime = time[t]!;
      below = false;
    }
  }
  return longest / DAY_MS;
}
