import { absentColumns, findColumn, makeLayout, type TextFormat } from './text-format.ts';

/**
 * Any table whose header names a date and four prices by the usual words of English, Polish or German exports.
 * Whether the prices are adjusted is not known, so they are taken as raw and the quality report says so.
 */
export const generic: TextFormat = {
  id: 'generic',
  title: 'any table with a header',
  exampleHeader: 'Date,Open,High,Low,Close,Volume, in any order and with further columns',
  recognise({ header }) {
    if (!header) return null;
    const date = findColumn(
      header,
      'datetime',
      'timestamp',
      'date',
      'day',
      'opentime',
      'windowstart',
      'unix',
      'time',
      'gmttime',
      'localtime',
      'data',
      'datum',
      't',
    );
    const open = findColumn(header, 'open', 'openprice', 'otwarcie', 'o', 'eroffnung', 'first');
    const high = findColumn(header, 'high', 'highprice', 'max', 'najwyzszy', 'maksimum', 'hoch', 'h');
    const low = findColumn(header, 'low', 'lowprice', 'min', 'najnizszy', 'minimum', 'tief', 'l');
    const close = findColumn(
      header,
      'close',
      'closelast',
      'closeprice',
      'last',
      'price',
      'zamkniecie',
      'kurszamkniecia',
      'schluss',
      'c',
    );
    if (date === null || open === null || high === null || low === null || close === null) return null;
    const time = findColumn(header, 'time', 'czas', 'godzina', 'uhrzeit');
    return makeLayout({
      formatId: 'generic',
      adjustment: 'none',
      volumeIsSplitAdjusted: false,
      columns: {
        ...absentColumns,
        date,
        time: time === date ? null : time,
        open,
        high,
        low,
        close,
        volume: findColumn(header, 'volume', 'vol', 'tickvol', 'wolumen', 'obrot', 'volumen', 'v'),
        adjustedClose: findColumn(header, 'adjclose', 'adjustedclose', 'closeadj', 'adjclosing'),
        dividend: findColumn(header, 'dividend', 'dividends', 'dividendamount', 'exdividend', 'divcash'),
        split: findColumn(header, 'split', 'splits', 'splitratio', 'splitfactor', 'splitcoefficient', 'stocksplits'),
        symbol: findColumn(header, 'symbol', 'ticker', 'instrument', 'tic', 'isin', 'name', 'walor'),
        series: [{ name: 'sentiment', column: findColumn(header, 'sentiment') }].flatMap(({ name, column }) =>
          column === null ? [] : [{ name, column }],
        ),
      },
    });
  },
};
