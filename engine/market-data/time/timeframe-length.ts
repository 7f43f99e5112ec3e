import type { Timeframe } from '#contract/bars.ts';

/** The length of one bar in milliseconds; a month counts 30 days. */
export const timeframeMs: Readonly<Record<Timeframe, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '30m': 1_800_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
  '1w': 7 * 86_400_000,
  '1mo': 30 * 86_400_000,
};

/** Whether bars are shorter than a day, so that their times are instants rather than days. */
export function isIntraday(timeframe: Timeframe): boolean {
  return timeframeMs[timeframe] < timeframeMs['1d'];
}
