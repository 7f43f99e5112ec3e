import { findColumn, findRequiredColumns } from './price-format.ts';
import type { PriceFormat } from './price-format.ts';

/**
 * Yahoo Finance history, told from other formats by its Adj Close. Columns in any order, further columns
 * are ignored, except that a sentiment column is read. Prices and volume are adjusted for splits already
 * (https://help.yahoo.com/kb/SLN28256.html), Adj Close for dividends too.
 */
export const yahoo: PriceFormat = {
  id: 'yahoo',
  title: 'Yahoo Finance history',
  exampleHeader: 'Date,Open,High,Low,Close,Adj Close,Volume',
  currency: 'XXX',
  withoutAdjustedClose: 'none',
  locateColumns(header) {
    const required = findRequiredColumns(header, {
      date: 'date',
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    });
    const adjustedClose = findColumn(header, ['adjclose']);
    if (required === null || adjustedClose === null) return null;
    return {
      ...required,
      volume: findColumn(header, ['volume']),
      adjustedClose,
      splitCoefficient: null,
      sentiment: findColumn(header, ['sentiment', 'sentimentgpt']),
    };
  },
};
