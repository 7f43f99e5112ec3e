import { findColumn, findRequiredColumns } from './price-format.ts';
import type { PriceFormat } from './price-format.ts';

/**
 * Alpha Vantage, TIME_SERIES_DAILY_ADJUSTED and TIME_SERIES_DAILY with datatype=csv
 * (https://www.alphavantage.co/documentation/). Newest row first. Prices and volume are as traded;
 * adjusted_close allows for splits and dividends. The plain series has neither, so its prices jump at splits.
 */
export const alphaVantage: PriceFormat = {
  id: 'alpha-vantage',
  title: 'Alpha Vantage daily',
  exampleHeader: 'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
  currency: 'XXX',
  withoutAdjustedClose: 'none',
  locateColumns(header) {
    const required = findRequiredColumns(header, {
      date: 'timestamp',
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    });
    if (required === null) return null;
    return {
      ...required,
      volume: findColumn(header, ['volume']),
      adjustedClose: findColumn(header, ['adjustedclose']),
      splitCoefficient: findColumn(header, ['splitcoefficient']),
      sentiment: null,
    };
  },
};
