import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * Alpha Vantage, TIME_SERIES_DAILY_ADJUSTED, TIME_SERIES_DAILY and TIME_SERIES_INTRADAY with datatype=csv
 * (https://www.alphavantage.co/documentation/). Newest row first. Prices and volume are as traded; adjusted_close
 * allows for splits and dividends. The plain series has neither, so its prices jump at splits. Times are those of
 * New York.
 */
export const alphaVantage: TextFormat = {
  id: 'alpha-vantage',
  title: 'Alpha Vantage',
  exampleHeader: 'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
  recognise({ header }) {
    const required = header && findOhlc(header, 'timestamp');
    if (!required || header.some((name) => /unix|symbol|trade/i.test(name))) return null;
    return makeLayout({
      formatId: 'alpha-vantage',
      timeZone: 'America/New_York',
      adjustment: 'none',
      volumeIsSplitAdjusted: false,
      columns: {
        ...absentColumns,
        ...required,
        volume: findColumn(header, 'volume'),
        adjustedClose: findColumn(header, 'adjustedclose'),
        dividend: findColumn(header, 'dividendamount'),
        split: findColumn(header, 'splitcoefficient'),
      },
    });
  },
};
