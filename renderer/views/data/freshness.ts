import type { EpochMs, Timeframe } from '#contract/bars.ts';

const DAY = 86_400_000;

/**
 * How long a history may be silent before its last bar counts as old: a long weekend for bars of a day and shorter, a
 * fortnight for weeks, two months for months. Exchanges have no calendar here, so this is rather patient.
 */
export function silenceOf(timeframe: Timeframe): number {
  if (timeframe === '1w') return 14 * DAY;
  return timeframe === '1mo' ? 62 * DAY : 5 * DAY;
}

export function isOld(lastBar: EpochMs, timeframe: Timeframe, now: EpochMs): boolean {
  return now - lastBar > silenceOf(timeframe);
}
