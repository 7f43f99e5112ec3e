import {
  absentColumns,
  findColumn,
  findOhlc,
  makeLayout,
  normaliseColumnName,
  type TextFormat,
} from './text-format.ts';

/**
 * CryptoDataDownload (https://www.cryptodatadownload.com/data/): a banner line, then unix,date,symbol,open,…; older
 * files lack unix. Newest row first. Times are UTC; `unix` changes from seconds to milliseconds within some files.
 * The first volume column counts the coin, the second the quote currency.
 */
export const cryptoDataDownload: TextFormat = {
  id: 'crypto-data-download',
  title: 'CryptoDataDownload',
  exampleHeader: 'unix,date,symbol,open,high,low,close,Volume BTC,Volume USD',
  recognise({ header, banner }) {
    const isNamed = banner.some((line) => /cryptodatadownload/i.test(line));
    const required = header && findOhlc(header, 'unix', 'unixtimestamp', 'date');
    if (!required) return null;
    const volume = header.findIndex((name) => normaliseColumnName(name).startsWith('volume'));
    const symbol = findColumn(header, 'symbol');
    const hasUnix = findColumn(header, 'unix', 'unixtimestamp') !== null;
    if (!isNamed && !(hasUnix && symbol !== null)) return null;
    return makeLayout({
      formatId: 'crypto-data-download',
      timeZone: 'UTC',
      stamps: 'open',
      adjustment: 'none',
      columns: { ...absentColumns, ...required, symbol, volume: volume === -1 ? null : volume },
    });
  },
};
