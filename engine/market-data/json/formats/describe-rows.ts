import type { PriceLayout } from '../../price-row-sink.ts';
import { answerSymbol, isPolygonPair } from '../answer-symbol.ts';
import type { JsonList } from '../find-lists.ts';
import { asObject } from '../json-values.ts';
import { symbolOfOwner, type PriceList } from '../price-rows.ts';

/** Keys in capitals are instruments, as in Kraken's `result.XBTUSD` and Alpaca's `bars.AAPL`; others name a list. */
const INSTRUMENT_KEY = /^(?=.*[A-Z])[A-Z0-9^.:/_-]+$/;

/** What an answer says of its rows beside them; `owner` is the object that holds them. */
export function describeRows(
  envelope: unknown,
  owner: JsonList['owner'],
  { path, shape }: PriceList,
  fileName: string,
): PriceLayout {
  const keys = path.split('.');
  const named = INSTRUMENT_KEY.test(keys.at(-1)!) ? answerSymbol(keys.at(-1)) : null;
  const symbol = symbolOfOwner(owner) ?? named ?? symbolOfOwner(asObject(envelope));
  const layout = {
    symbol,
    currency: currencyOfPair(symbol ?? fileName),
    hasAdjustedClose: shape.adjustedClose !== null,
    hasActions: shape.dividend !== null || shape.split !== null,
    volumeIsSplitAdjusted: shape.split === null,
  };
  if (keys.at(-1) === 'results' && shape.time === 't' && shape.open === 'o') {
    // https://polygon.io/docs/rest/stocks/aggregates/custom-bars: times are openings in New York; with `adjusted`,
    // which is the default, prices and volumes are adjusted for splits, not for dividends. Pairs trade by UTC.
    const isPair = isPolygonPair(owner?.ticker);
    return {
      ...layout,
      formatId: 'polygon',
      currency: isPair ? layout.currency : 'USD',
      timeZone: isPair ? 'UTC' : 'America/New_York',
      stamps: 'open',
      adjustment: owner?.adjusted === false ? 'none' : 'split-adjusted-by-provider',
    };
  }
  const isKlines = shape.kind === 'array' && shape.countsFrom1970;
  const isCoinbase = keys.at(-1) === 'candles' && shape.time === 'start';
  if (isKlines || isCoinbase) {
    // Exchanges of coins count in UTC, from the opening of a bar.
    const formatId = isKlines ? 'klines' : 'candles-json';
    return { ...layout, formatId, timeZone: 'UTC', stamps: 'open', adjustment: 'none' };
  }
  // Nobody says whether the prices are adjusted: they are taken as raw, and the quality report says so.
  return { ...layout, formatId: 'generic-json', timeZone: null, stamps: null, adjustment: 'none' };
}

/** The quote currency of a pair such as BTCUSD, where it is one of ISO 4217; USDT and the like are none. */
function currencyOfPair(text: string): string {
  const match = /[A-Z0-9]{3,}[-_/]?(USD|EUR|GBP|JPY|PLN|CHF)(?![A-Z])/.exec(text.toUpperCase());
  return match?.[1] ?? 'XXX';
}
