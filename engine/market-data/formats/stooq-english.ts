import { findColumn, findRequiredColumns } from './price-format.ts';
import type { PriceFormat } from './price-format.ts';

/**
 * The CSV download of stooq.com (English header), adjusted by the provider for splits and dividends.
 * These column names are so common that any further column means another provider, whose adjustment
 * would be a guess: such a file is not taken for this format. Indices come without Volume.
 */
export const stooqEnglish: PriceFormat = {
  id: 'stooq-en',
  title: 'Stooq daily (English)',
  exampleHeader: 'Date,Open,High,Low,Close,Volume',
  currency: 'XXX',
  withoutAdjustedClose: 'adjusted-by-provider',
  locateColumns(header) {
    const required = findRequiredColumns(header, {
      date: 'date',
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    });
    const volume = findColumn(header, ['volume']);
    if (required === null || header.length !== (volume === null ? 5 : 6)) return null;
    return { ...required, volume, adjustedClose: null, splitCoefficient: null, sentiment: null };
  },
};
