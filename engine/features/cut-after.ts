import type { Bars, EpochMs } from '#contract/bars.ts';
import type { FeatureInput } from './feature-kind.ts';

/**
 * The history up to the last bar at or before `last`, and `barsAfter` bars more: with the horizon, as far as the
 * outcomes of the bars up to `last` reach. What is computed from it cannot know what came later.
 */
export function cutAfter<Input extends FeatureInput>(input: Input, last: EpochMs, barsAfter: number): Input {
  const { bars, series } = input;
  const end = bars.time.findLastIndex((time) => time <= last) + 1 + barsAfter;
  if (end >= bars.time.length) return input;
  const cut = (column: Float64Array): Float64Array => column.subarray(0, end);
  const kept: Bars = {
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
  };
  if (!series) return { ...input, bars: kept };
  return { ...input, bars: kept, series: Object.fromEntries(Object.entries(series).map(([k, v]) => [k, cut(v)])) };
}
