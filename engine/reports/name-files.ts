import type { ReportData } from '#contract/report.ts';
import { timeframeOf } from '#contract/span.ts';
import { formatDay } from '../kernel/format-day.ts';
import { isIntraday } from '../market-data/time/timeframe-length.ts';

/** What the names of a report's files begin with: forecasts of one day and one model must not overwrite each other. */
export function nameFiles({ forecast, otherForecasts, instrument }: ReportData): string {
  const day = formatDay(forecast.asOf);
  const time = isIntraday(timeframeOf(forecast))
    ? `${day}-${new Date(forecast.asOf).toISOString().slice(11, 16).replace(':', '')}`
    : day;
  const horizon = otherForecasts.length > 0 ? `-h${String(forecast.horizonBars)}` : '';
  // A symbol is free text; what is neither letter nor digit could be a path on some system.
  return `${instrument.symbol.replace(/[^\p{L}\p{N}.-]/gu, '_')}-${time}${horizon}`;
}

/** The experiment, as "almanac train --experiment" takes it. */
export function nameExperimentFile(data: ReportData): string {
  return `${nameFiles(data)}.experiment.json`;
}
