import type { Timeframe } from './bars.ts';
import type { Forecast } from './forecast.ts';

export type SpanUnit = 'minute' | 'hour' | 'day' | 'week' | 'month';

/** A number of bars as people say it; the languages put it into words. */
export interface Span {
  readonly count: number;
  readonly unit: SpanUnit;
}

const lengths: Readonly<Record<Timeframe, Span>> = {
  '1m': { count: 1, unit: 'minute' },
  '5m': { count: 5, unit: 'minute' },
  '15m': { count: 15, unit: 'minute' },
  '30m': { count: 30, unit: 'minute' },
  '1h': { count: 1, unit: 'hour' },
  '4h': { count: 4, unit: 'hour' },
  '1d': { count: 1, unit: 'day' },
  '1w': { count: 1, unit: 'week' },
  '1mo': { count: 1, unit: 'month' },
};

/**
 * 14 bars of a day are 14 days, 4 of a quarter of an hour 60 minutes. Minutes beyond an hour become hours where they are
 * whole ones. Hours never become days: 24 bars of an hour are several days of an exchange that closes at night.
 */
export function spanOf(bars: number, timeframe: Timeframe): Span {
  const { count, unit } = lengths[timeframe];
  const total = bars * count;
  if (unit === 'minute' && total > 60 && total % 60 === 0) return { count: total / 60, unit: 'hour' };
  return { count: total, unit };
}

/** Of the bars that a forecast was made from; forecasts of before it was written down were made from days. */
export function timeframeOf({ timeframe }: Pick<Forecast, 'timeframe'>): Timeframe {
  return timeframe ?? '1d';
}

/** The horizon of a forecast. */
export function horizonOf(forecast: Pick<Forecast, 'horizonBars' | 'timeframe'>): Span {
  return spanOf(forecast.horizonBars, timeframeOf(forecast));
}
