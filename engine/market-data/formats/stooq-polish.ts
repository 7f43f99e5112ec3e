import { findColumn, findRequiredColumns } from './price-format.ts';
import type { PriceFormat } from './price-format.ts';

/**
 * The CSV download of stooq.pl (Polish header). Adjusted by the provider for splits and dividends;
 * prices taken to be in zloty, the currency of the Warsaw exchange that the site covers first.
 */
export const stooqPolish: PriceFormat = {
  id: 'stooq-pl',
  title: 'Stooq daily (Polish)',
  exampleHeader: 'Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen',
  currency: 'PLN',
  withoutAdjustedClose: 'adjusted-by-provider',
  locateColumns(header) {
    const required = findRequiredColumns(header, {
      date: 'data',
      open: 'otwarcie',
      high: 'najwyzszy',
      low: 'najnizszy',
      close: 'zamkniecie',
    });
    if (required === null) return null;
    return {
      ...required,
      volume: findColumn(header, ['wolumen']),
      adjustedClose: null,
      splitCoefficient: null,
      sentiment: null,
    };
  },
};
