import type { PriceLayout } from '../../price-row-sink.ts';
import { asObject, asText } from '../json-values.ts';
import type { RowShape } from '../row-shape.ts';

const shared = {
  hasVolume: true,
  hasAdjustedClose: false,
  hasActions: false,
  volumeIsSplitAdjusted: true,
} as const;

/** What an answer says of its rows beside them. */
export function describeRows(envelope: unknown, shape: RowShape, fileName: string): PriceLayout {
  const answer = asObject(envelope);
  const hasVolume = shape.volume !== null;
  if (answer && Object.hasOwn(answer, 'results') && shape.kind === 'object') return describePolygon(answer, hasVolume);
  const krakenPair = answer && Object.keys(asObject(answer.result) ?? {}).find((key) => key !== 'last');
  const pair = krakenPair ?? asText(answer?.symbol) ?? asText(answer?.instId);
  return {
    ...shared,
    formatId: shape.kind === 'array' ? 'klines' : 'candles-json',
    symbol: pair ?? null,
    currency: currencyOfPair(pair ?? fileName),
    // Exchanges of coins count in UTC, from the opening of a bar.
    timeZone: 'UTC',
    stamps: 'open',
    adjustment: 'none',
    hasVolume,
  };
}

/**
 * Polygon's aggregates (https://polygon.io/docs/rest/stocks/aggregates/custom-bars): times are openings in New York;
 * with `adjusted`, which is the default, prices and volumes are adjusted for splits, not for dividends.
 */
function describePolygon(answer: Readonly<Record<string, unknown>>, hasVolume: boolean): PriceLayout {
  return {
    ...shared,
    formatId: 'polygon',
    symbol: asText(answer.ticker),
    currency: 'USD',
    timeZone: 'America/New_York',
    stamps: 'open',
    adjustment: answer.adjusted === false ? 'none' : 'split-adjusted-by-provider',
    hasVolume,
  };
}

/** The quote currency of a pair such as BTCUSD, where it is one of ISO 4217; USDT and the like are none. */
function currencyOfPair(text: string): string {
  const match = /[A-Z0-9]{3,}[-_/]?(USD|EUR|GBP|JPY|PLN|CHF)(?![A-Z])/.exec(text.toUpperCase());
  return match?.[1] ?? 'XXX';
}
