import { absentColumns, findColumn, findOhlc, makeLayout, type TextFormat } from './text-format.ts';

/**
 * The bulk download of stooq, one text file an instrument:
 * <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>, days as 20200131, times as 153500
 * in Warsaw. Adjusted by the provider for splits and dividends.
 */
export const stooqAscii: TextFormat = {
  id: 'stooq-ascii',
  title: 'Stooq bulk data',
  exampleHeader: '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>',
  recognise({ header, rows }) {
    const required = header && findOhlc(header, 'date');
    if (!required) return null;
    const period = findColumn(header, 'per');
    const symbol = findColumn(header, 'ticker');
    if (period === null || symbol === null) return null;
    const isDaily = rows[0]?.[period]?.toUpperCase() === 'D';
    return makeLayout({
      formatId: 'stooq-ascii',
      timeZone: 'Europe/Warsaw',
      adjustment: 'adjusted-by-provider',
      columns: {
        ...absentColumns,
        ...required,
        time: isDaily ? null : findColumn(header, 'time'),
        volume: findColumn(header, 'vol', 'volume'),
        symbol,
      },
    });
  },
};
