import type { Bars } from '#contract/bars.ts';
import { joinBars } from '#contract/join-bars.ts';

/**
 * A history at coarser and coarser levels, so that any stretch of it is drawn from a few thousand numbers. Level n
 * holds buckets of 4^n bars; they begin at multiples of that many bars, counted from the first bar of the history, so a
 * bucket has the same content wherever the view stands and new bars at the end change the last one only.
 */
export interface Pyramid {
  readonly levels: readonly Bars[];
  readonly bytes: number;
}

/** Neighbouring levels differ by this; what lies between is put together when it is asked for. */
const STEP = 4;
/** A level that is shorter is not worth keeping. */
const SHORTEST_LEVEL = 1024;

/** The levels above `bars`, which are the first; the whole takes 4/3 of their room. */
export function buildPyramid(bars: Bars): Pyramid {
  const levels = [bars];
  for (let level = bars; level.time.length > SHORTEST_LEVEL;) {
    level = joinBuckets(level, STEP, 0, level.time.length);
    levels.push(level);
  }
  return { levels, bytes: levels.reduce((sum, { time }) => sum + 6 * time.byteLength, 0) };
}

/** A stretch of a history in buckets. */
export interface Stretch {
  /** 1, 2, 4, 8, … */
  readonly barsPerBucket: number;
  /** Index of the first bar of the first bucket. */
  readonly firstBar: number;
  readonly buckets: number;
}

/**
 * The finest buckets of which at most `points` hold all bars from index `first` up to, and without, `end`: the first
 * and the last one may reach beyond the stretch.
 */
export function layBuckets(first: number, end: number, points: number): Stretch {
  if (end <= first) return { barsPerBucket: 1, firstBar: first, buckets: 0 };
  for (let size = 1; ; size *= 2) {
    const from = Math.floor(first / size);
    const buckets = Math.ceil(end / size) - from;
    if (buckets <= points) return { barsPerBucket: size, firstBar: from * size, buckets };
  }
}

/** Buckets of a stretch: the open of the first bar, the highest high, the lowest low, the close of the last, all volume. */
export function readStretch({ levels }: Pyramid, { barsPerBucket, firstBar, buckets }: Stretch): Bars {
  const level = Math.min(Math.floor(Math.log2(barsPerBucket) / Math.log2(STEP)), levels.length - 1);
  const unit = STEP ** level;
  return joinBuckets(
    levels[level]!,
    barsPerBucket / unit,
    firstBar / unit,
    (firstBar + buckets * barsPerBucket) / unit,
  );
}

/** Joins every `size` bars of a history from index `first` up to `end`; the last bucket has what is left. */
function joinBuckets(bars: Bars, size: number, first: number, end: number): Bars {
  return size === 1 ? sliceBars(bars, first, Math.min(end, bars.time.length)) : joinBars(bars, size, first, end);
}

function sliceBars(bars: Bars, first: number, end: number): Bars {
  const cut = (column: Float64Array) => column.subarray(first, end);
  return {
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
  };
}
