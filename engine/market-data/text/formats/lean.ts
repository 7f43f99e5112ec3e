import { absentColumns, makeLayout, type TextFormat } from './text-format.ts';

/** LEAN keeps prices of shares in units of a hundredth of a cent. */
const DECI_CENTS = 10_000;

/**
 * LEAN's equity data (https://www.quantconnect.com/docs/v2/lean-engine/contributions/datasets/key-concepts): a zip
 * with one CSV without a header. Daily and hourly rows begin with `20200131 09:00`, in New York; minute files, named
 * 20200131_aapl_minute_trade.csv, count milliseconds since New York's midnight. Prices are raw, times 10,000; splits
 * and dividends are in a factor file of their own, which lies in ../factor_files.
 */
export const lean: TextFormat = {
  id: 'lean',
  title: 'LEAN equity (zip)',
  exampleHeader: null,
  recognise({ header, rows, width, path, fileName }) {
    if (header !== null || width !== 6 || !/\.zip$/i.test(path)) return null;
    const shared = {
      formatId: 'lean',
      currency: 'USD',
      timeZone: 'America/New_York',
      stamps: 'open' as const,
      adjustment: 'none' as const,
      volumeIsSplitAdjusted: false,
      columns: { ...absentColumns, date: 0, open: 1, high: 2, low: 3, close: 4, volume: 5 },
    };
    const isWhole = rows.every((row) => row.slice(1, 5).every((field) => /^\d+$/.test(field)));
    const minute = /^(\d{4})(\d\d)(\d\d)_(.+)_(?:minute|second)_trade\.csv$/i.exec(fileName);
    if (minute) {
      const midnight = Date.UTC(Number(minute[1]), Number(minute[2]) - 1, Number(minute[3]));
      return makeLayout({
        ...shared,
        symbol: minute[4]!.toUpperCase(),
        priceScale: isWhole ? DECI_CENTS : 1,
        midnight,
      });
    }
    if (!rows.every((row) => /^\d{8} \d\d:\d\d$/.test(row[0] ?? ''))) return null;
    return makeLayout({ ...shared, priceScale: isWhole ? DECI_CENTS : 1 });
  },
};
