import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * Alpha Vantage, TIME_SERIES_DAILY_ADJUSTED, TIME_SERIES_DAILY and TIME_SERIES_INTRADAY with datatype=csv
 * (https://www.alphavantage.co/documentation/). Newest row first. Prices and volume are as traded; adjusted_close
 * allows for splits and dividends. The plain series has neither, so its prices jump at splits. Times are those of
 * New York. Other providers write this header too; with times of day only the order of the rows tells them apart.
 */
export const alphaVantage: TextFormat = {
  id: 'alpha-vantage',
  title: 'Alpha Vantage',
  exampleHeader: 'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient',
  recognise({ header, rows }) {
    const required = header && findOhlc(header, 'timestamp');
    if (!required || header.some((name) => /unix|symbol|trade/i.test(name))) return null;
    const adjustedClose = findColumn(header, 'adjustedclose');
    const dividend = findColumn(header, 'dividendamount');
    const split = findColumn(header, 'splitcoefficient');
    const isPlain = adjustedClose === null && dividend === null && split === null;
    const stamps = rows.map((row) => row[required.date] ?? '');
    // Alpha Vantage prints dates; numbers that count from 1970 are somebody else's.
    if (stamps.some((stamp) => /^\d{9,}/.test(stamp))) return null;
    if (isPlain && stamps.some(hasTimeOfDay) && !isNewestFirst(stamps)) return null;
    return makeLayout({
      formatId: 'alpha-vantage',
      timeZone: 'America/New_York',
      adjustment: 'none',
      volumeIsSplitAdjusted: false,
      columns: {
        ...absentColumns,
        ...required,
        volume: findColumn(header, 'volume'),
        adjustedClose,
        dividend,
        split,
      },
    });
  },
};

function hasTimeOfDay(stamp: string): boolean {
  return /:\d\d/.test(stamp) && !/[ T]00:00(:00)?$/.test(stamp);
}

/** Stamps such as 2020-01-31 16:00:00, which are in order as texts. */
function isNewestFirst(stamps: readonly string[]): boolean {
  return (
    stamps.length > 1 &&
    stamps.every((stamp, i) => /^\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?$/.test(stamp) && (i === 0 || stamp < stamps[i - 1]!))
  );
}
