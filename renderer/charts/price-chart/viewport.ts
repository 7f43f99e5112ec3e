/** The stretch of a history that is in sight, in bars: bar i reaches from i to i + 1. Behind the last bar is the future. */
export interface Viewport {
  readonly first: number;
  readonly end: number;
}

/** What a viewport may show: all bars and some room for the future. */
export interface ViewportLimits {
  readonly bars: number;
  /** Bars behind the last one that a forecast reaches into. */
  readonly futureBars: number;
}

const FEWEST_BARS = 12;
/** At least this much of the view holds history. */
const LEAST_FILLED = 0.15;

/** The nearest viewport that keeps to the limits; its width is kept where it can be. */
export function clampViewport({ first, end }: Viewport, { bars, futureBars }: ViewportLimits): Viewport {
  const widest = Math.max(FEWEST_BARS, bars + futureBars * 2 + FEWEST_BARS);
  const width = Math.min(Math.max(end - first, FEWEST_BARS), widest);
  const from = end - first === width ? first : (first + end - width) / 2;
  const least = Math.min(width * LEAST_FILLED, bars);
  const start = Math.min(Math.max(from, least - width), bars - least);
  return { first: start, end: start + width };
}

/** Moves by a number of bars; positive is later. */
export function panViewport({ first, end }: Viewport, bars: number, limits: ViewportLimits): Viewport {
  return clampViewport({ first: first + bars, end: end + bars }, limits);
}

/** Widens (factor > 1) or narrows the view around a place in it, 0 left to 1 right, which stays where it is. */
export function zoomViewport(
  { first, end }: Viewport,
  factor: number,
  anchor: number,
  limits: ViewportLimits,
): Viewport {
  const width = end - first;
  const widest = limits.bars + limits.futureBars * 2 + FEWEST_BARS;
  const wanted = Math.min(Math.max(width * factor, FEWEST_BARS), Math.max(widest, FEWEST_BARS));
  const fixed = first + width * anchor;
  return clampViewport({ first: fixed - wanted * anchor, end: fixed + wanted * (1 - anchor) }, limits);
}

/** The newest bars with room for the forecast. */
export function showNewest(shown: number, { bars, futureBars }: ViewportLimits): Viewport {
  const end = bars + futureBars + Math.max(2, shown * 0.03);
  return clampViewport({ first: Math.max(0, bars - shown), end }, { bars, futureBars });
}

/** Bars in a bucket so that none is narrower than a pixel: 1, 2, 4, 8, … */
export function chooseBucket({ first, end }: Viewport, pixels: number): number {
  const perPixel = (end - first) / Math.max(1, pixels);
  return 2 ** Math.max(0, Math.ceil(Math.log2(perPixel)));
}
