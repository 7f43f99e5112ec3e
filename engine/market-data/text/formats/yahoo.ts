import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * Yahoo Finance history, told from other formats by its Adj Close or by the Dividends and Stock Splits that
 * downloaders add. Columns in any order; further ones are ignored, except that news sentiment and a news flag
 * become series. Prices, volume and dividends are adjusted for splits already
 * (https://help.yahoo.com/kb/SLN28256.html), Adj Close for dividends too. Without Adj Close the downloader has
 * put the adjusted prices into the price columns themselves.
 */
export const yahoo: TextFormat = {
  id: 'yahoo',
  title: 'Yahoo Finance history',
  exampleHeader: 'Date,Open,High,Low,Close,Adj Close,Volume',
  recognise({ header }) {
    const required = header && findOhlc(header, 'date', 'datetime');
    if (!required) return null;
    const adjustedClose = findColumn(header, 'adjclose', 'adjustedclose');
    const dividend = findColumn(header, 'dividends');
    const split = findColumn(header, 'stocksplits');
    if (adjustedClose === null && (dividend === null || split === null)) return null;
    const sentiment = findColumn(header, 'sentiment', 'sentimentgpt');
    const newsFlag = findColumn(header, 'newsflag');
    return makeLayout({
      formatId: 'yahoo',
      adjustment: 'adjusted-by-provider',
      volumeIsSplitAdjusted: true,
      columns: {
        ...absentColumns,
        ...required,
        volume: findColumn(header, 'volume'),
        adjustedClose,
        dividend,
        split,
        series: [
          ...(sentiment === null ? [] : [{ name: 'sentiment', column: sentiment }]),
          ...(newsFlag === null ? [] : [{ name: 'news-flag', column: newsFlag }]),
        ],
      },
    });
  },
};
