import { alphaVantage } from './alpha-vantage.ts';
import type { PriceFormat } from './price-format.ts';
import { stooqEnglish } from './stooq-english.ts';
import { stooqPolish } from './stooq-polish.ts';
import { yahoo } from './yahoo.ts';

/** Every format that can be imported; a file is read as the first one whose columns its header has. */
export const priceFormats: readonly PriceFormat[] = [alphaVantage, yahoo, stooqPolish, stooqEnglish];
