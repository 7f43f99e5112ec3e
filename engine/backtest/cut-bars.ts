import type { Bars, EpochMs } from '#contract/bars.ts';

/** The bars from a time to another, both included, as views; and how many bars of the history come before them. */
export function cutBars(bars: Bars, from: EpochMs, to: EpochMs): { readonly bars: Bars; readonly first: number } {
  const { time } = bars;
  let first = 0;
  while (first < time.length && time[first]! < from) first++;
  let end = first;
  while (end < time.length && time[end]! <= to) end++;
  const cut = (column: Float64Array): Float64Array => column.subarray(first, end);
  return {
    first,
    bars: {
      time: cut(time),
      open: cut(bars.open),
      high: cut(bars.high),
      low: cut(bars.low),
      close: cut(bars.close),
      volume: cut(bars.volume),
    },
  };
}
