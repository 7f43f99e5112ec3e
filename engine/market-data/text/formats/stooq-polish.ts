import { absentColumns, findColumn, makeLayout, type TextFormat } from './text-format.ts';

/**
 * The CSV download of stooq.pl (Polish header), adjusted by the provider for splits and dividends. The file does
 * not name its currency: Warsaw shares are in zloty, foreign ones and indices are not.
 */
export const stooqPolish: TextFormat = {
  id: 'stooq-pl',
  title: 'Stooq (Polish)',
  exampleHeader: 'Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen',
  recognise({ header, fileName }) {
    if (!header) return null;
    const date = findColumn(header, 'data');
    const open = findColumn(header, 'otwarcie');
    const high = findColumn(header, 'najwyzszy');
    const low = findColumn(header, 'najnizszy');
    const close = findColumn(header, 'zamkniecie');
    if (date === null || open === null || high === null || low === null || close === null) return null;
    return makeLayout({
      formatId: 'stooq-pl',
      // Stooq marks foreign instruments by a suffix (aapl.us), indices by ^; Warsaw shares have neither.
      currency: /^[a-z0-9]{3}(_d)?\.csv/i.test(fileName) ? 'PLN' : 'XXX',
      timeZone: 'Europe/Warsaw',
      adjustment: 'adjusted-by-provider',
      columns: {
        ...absentColumns,
        date,
        time: findColumn(header, 'czas'),
        open,
        high,
        low,
        close,
        volume: findColumn(header, 'wolumen'),
      },
    });
  },
};
