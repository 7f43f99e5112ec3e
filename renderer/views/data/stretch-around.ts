import type { EpochMs, Timeframe } from '#contract/bars.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const lengths: Readonly<Record<Timeframe, number>> = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': 60 * MINUTE,
  '4h': 240 * MINUTE,
  '1d': DAY,
  '1w': 7 * DAY,
  '1mo': 30 * DAY,
};
/** Bars on each side of a place, and more time than they take while the market is open: nights, weekends. */
const BARS = 90;

/** What to load to see a place among its neighbours. */
export function stretchAround(time: EpochMs, timeframe: Timeframe): { readonly from: EpochMs; readonly to: EpochMs } {
  const length = lengths[timeframe];
  const closed = length < DAY ? 2 * DAY : 0.4 * BARS * length;
  return { from: time - BARS * length - closed, to: time + BARS * length + closed };
}
