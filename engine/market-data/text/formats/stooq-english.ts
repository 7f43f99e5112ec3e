import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * The CSV download of stooq.com (English header), adjusted by the provider for splits and dividends. These column
 * names are so common that any further column means another provider, whose adjustment would be a guess: such a
 * file is left to the generic format. Indices come without Volume.
 */
export const stooqEnglish: TextFormat = {
  id: 'stooq-en',
  title: 'Stooq (English)',
  exampleHeader: 'Date,Open,High,Low,Close,Volume',
  recognise({ header, rows }) {
    const required = header && findOhlc(header, 'date');
    if (!required) return null;
    const volume = findColumn(header, 'volume');
    if (header.length !== (volume === null ? 5 : 6)) return null;
    // Stooq writes days as 2020-01-31 in this file; times of day or another order are another provider's.
    if (!rows.every((row) => /^\d{4}-\d\d-\d\d$/.test(row[required.date] ?? '') || row.length < header.length))
      return null;
    return makeLayout({
      formatId: 'stooq-en',
      timeZone: null,
      adjustment: 'adjusted-by-provider',
      columns: { ...absentColumns, ...required, volume },
    });
  },
};
