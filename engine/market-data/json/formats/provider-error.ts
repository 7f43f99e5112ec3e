import { asList, asObject, asText } from '../json-values.ts';

/**
 * What a provider says went wrong, in an answer without prices, or null: Polygon's `error`, Kraken's list of them,
 * the `msg` of Binance, OKX and KuCoin beside a code, the `message` of Coinbase, the three ways of Alpha Vantage, and
 * the object that Yahoo has under `finance`.
 */
export function findProviderError(answer: unknown): string | null {
  const document = asObject(asObject(answer)?.finance) ?? asObject(answer);
  if (document === null) return null;
  for (const key of ['error', 'error_details', 'Error Message', 'Note', 'Information', 'message', 'msg']) {
    const value = document[key];
    const { description, message } = asObject(value) ?? {};
    const text = asText(value) ?? asText(asList(value)[0]) ?? asText(description) ?? asText(message);
    if (text !== null) return text;
  }
  return null;
}
