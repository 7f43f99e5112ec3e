import type { Timeframe } from '#contract/bars.ts';

/** What a bar of each length counts for, in the unit that a user thinks of its horizons in. */
const lengths = {
  '1m': { count: 1, unit: 'minute' },
  '5m': { count: 5, unit: 'minute' },
  '15m': { count: 15, unit: 'minute' },
  '30m': { count: 30, unit: 'minute' },
  '1h': { count: 1, unit: 'hour' },
  '4h': { count: 4, unit: 'hour' },
  '1d': { count: 1, unit: 'day' },
  '1w': { count: 1, unit: 'week' },
  '1mo': { count: 1, unit: 'month' },
} as const satisfies Record<Timeframe, { count: number; unit: string }>;

/**
 * A horizon in words: "14 days", "4 hours", "60 minutes", "3 months". Minutes beyond an hour become hours where they
 * are whole ones. Hours never become days: 24 bars of an hour are several days of an exchange that closes at night.
 */
export function describeHorizon(horizonBars: number, timeframe: Timeframe): string {
  const { count, unit } = lengths[timeframe];
  const total = horizonBars * count;
  if (unit === 'minute' && total > 60 && total % 60 === 0) return say(total / 60, 'hour');
  return say(total, unit);
}

function say(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
