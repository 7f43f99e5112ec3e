import type { Bars } from '#contract/bars.ts';
import type { IndicatorKind } from '#contract/chart-data.ts';

/** A stretch of a history in buckets of 1, 2, 4, … bars: what a chart draws at once. */
export interface BarBuckets extends Bars {
  /** Index in the history of the first bar of the first bucket. */
  readonly firstBar: number;
  readonly barsPerBucket: number;
  /** Aligned with the buckets, by `keyOf` of the choice. */
  readonly indicators: ReadonlyMap<string, IndicatorColumns>;
}

export interface IndicatorChoice {
  readonly kind: IndicatorKind;
  readonly params: Readonly<Record<string, number>>;
}

/** Columns by name, one value for each bucket; NaN where there is none. */
export type IndicatorColumns = ReadonlyMap<string, ArrayLike<number>>;

/** The same for the same choice, such as "sma bars=20". */
export function keyOf({ kind, params }: IndicatorChoice): string {
  return [kind, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** Joins every `size` buckets: the first open, the highest high, the lowest low, the last close, all volume. */
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
