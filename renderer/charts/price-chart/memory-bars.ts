import type { Bars } from '#contract/bars.ts';
import type { BarFeed, HistoryInfo } from './bar-feed.ts';
import { joinBars } from '#contract/join-bars.ts';
import type { BarBuckets } from './chart-bars.ts';
import { lowerBound } from './marks.ts';
import { chooseBucket } from './viewport.ts';

/** A feed of bars that are all in memory, with the coarser levels that are asked for; it knows no indicators. */
export function feedFromMemory(bars: Bars, history: HistoryInfo): BarFeed {
  const levels = new Map<number, BarBuckets>([[1, { ...bars, firstBar: 0, barsPerBucket: 1, indicators: new Map() }]]);
  const level = (size: number): BarBuckets => {
    const known = levels.get(size);
    if (known) return known;
    const finer = level(size / 2);
    const made = {
      ...joinBars(finer, 2, 0, finer.time.length),
      firstBar: 0,
      barsPerBucket: size,
      indicators: new Map(),
    };
    levels.set(size, made);
    return made;
  };
  return {
    history,
    find: (viewport, pixels) => level(chooseBucket(viewport, pixels)),
    load: () => Promise.resolve(),
    barAt: (time) => lowerBound(bars.time, time + 1) - 1,
  };
}
