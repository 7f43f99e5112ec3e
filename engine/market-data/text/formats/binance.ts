import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * Binance's public klines (https://github.com/binance/binance-public-data): 12 columns, open time first, with a
 * header or without. Times are UTC, in milliseconds up to 2024, in microseconds since. The file is named after the
 * pair, the interval and the month: BTCUSDT-1m-2024-01.csv.
 */
export const binance: TextFormat = {
  id: 'binance',
  title: 'Binance klines',
  exampleHeader: 'open_time,open,high,low,close,volume,close_time,quote_volume,count,…',
  recognise({ header, rows, width, fileName }) {
    const named = header && findOhlc(header, 'opentime');
    const first = rows[0];
    const isBare =
      header === null &&
      width === 12 &&
      first !== undefined &&
      /^\d{13,16}$/.test(first[0]!) &&
      /^\d{13,16}$/.test(first[6]!);
    if (!named && !isBare) return null;
    const pair = /^([A-Z0-9]{4,}?)-(?:\d+[smhdwM]|1mo)-/.exec(fileName);
    return makeLayout({
      formatId: 'binance',
      symbol: pair?.[1] ?? null,
      timeZone: 'UTC',
      stamps: 'open',
      adjustment: 'none',
      columns: named
        ? { ...absentColumns, ...named, volume: findColumn(header, 'volume') }
        : { ...absentColumns, date: 0, open: 1, high: 2, low: 3, close: 4, volume: 5 },
    });
  },
};
