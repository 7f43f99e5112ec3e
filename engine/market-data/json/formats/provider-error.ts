import { asList, asObject, asText } from '../json-values.ts';

/**
 * What a provider says went wrong, in an answer without prices, or null: Polygon's `error`, Kraken's list of them,
 * the `msg` of Binance and OKX beside a code, the `message` of Coinbase, and the three ways of Alpha Vantage.
 */
export function findProviderError(answer: unknown): string | null {
  const document = asObject(answer);
  if (document === null) return null;
  for (const key of ['error', 'error_details', 'Error Message', 'Note', 'Information', 'message', 'msg']) {
    const text = asText(document[key]) ?? asText(asList(document[key])[0]);
    if (text !== null) return text;
  }
  return null;
}
