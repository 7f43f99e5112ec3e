import type { Bars } from './bars.ts';

/**
 * Joins every `size` bars from index `first` up to, and without, `end`: the first open, the highest high, the lowest low,
 * the last close, all volume. The last bucket has what is left.
 */
export function joinBars(bars: Bars, size: number, first: number, end: number): Bars {
  const last = Math.min(end, bars.time.length);
  const count = Math.max(0, Math.ceil((last - first) / size));
  const column = (): Float64Array => new Float64Array(count);
  const joined = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  for (let bucket = 0; bucket < count; bucket++) {
    const from = first + bucket * size;
    const to = Math.min(from + size, last);
    let high = bars.high[from]!;
    let low = bars.low[from]!;
    let volume = bars.volume[from]!;
    for (let t = from + 1; t < to; t++) {
      if (bars.high[t]! > high) high = bars.high[t]!;
      if (bars.low[t]! < low) low = bars.low[t]!;
      volume += bars.volume[t]!;
    }
    joined.time[bucket] = bars.time[from]!;
    joined.open[bucket] = bars.open[from]!;
    joined.high[bucket] = high;
    joined.low[bucket] = low;
    joined.close[bucket] = bars.close[to - 1]!;
    joined.volume[bucket] = volume;
  }
  return joined;
}
