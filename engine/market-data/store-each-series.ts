import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { QualityFinding } from '#contract/quality.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { storeSeriesOfPrices } from './series/store-series.ts';

export interface StoredSeries {
  /** Of the series that are stored. */
  readonly names: readonly string[];
  /** Whether any of them is new or has new values. */
  readonly hasNew: boolean;
  /** One for each series that does not go with the values that are there. */
  readonly findings: readonly QualityFinding[];
}

/**
 * Stores the series that came with prices, each on its own: one that contradicts the values that are there stays out,
 * and the prices are no worse for it. Errors: store/damaged.
 */
export function storeEachSeries(
  transaction: WriteDatabase,
  instrumentId: number,
  sourceName: string,
  prices: ParsedPrices,
  now: EpochMs,
  replace: boolean,
): StoredSeries {
  const names: string[] = [];
  const findings: QualityFinding[] = [];
  let hasNew = false;
  for (const series of prices.series) {
    try {
      const alone = { ...prices, series: [series] };
      hasNew = storeSeriesOfPrices(transaction, instrumentId, sourceName, alone, now, replace) || hasNew;
      names.push(series.name);
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('series/')) throw error;
      findings.push(refused(series.name, error));
    }
  }
  return { names, hasNew, findings };
}

function refused(name: string, { message }: AppError): QualityFinding {
  return {
    check: 'series-refused',
    severity: 'amber',
    count: 1,
    times: [],
    rows: [],
    message: `The prices were stored without the series ${name}, which stays as it was: ${message}`,
    action: 'refused',
    hint: 'Import the series on its own with "almanac series", which says how to; or put prices and series of the file in the place of those that are there with --replace.',
    repairable: false,
  };
}
