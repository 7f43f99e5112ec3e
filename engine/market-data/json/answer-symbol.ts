import { cleanSymbol } from '../symbol-of-file.ts';
import { asText } from './json-values.ts';

/** Polygon writes X: before pairs of coins and C: before pairs of currencies. */
const PAIR_PREFIX = /^[XC]:/i;

/** Whether a ticker is one of Polygon's pairs. */
export function isPolygonPair(ticker: unknown): boolean {
  return PAIR_PREFIX.test(asText(ticker) ?? '');
}

/** A symbol as an answer gives it, or null where the value holds none. */
export function answerSymbol(value: unknown): string | null {
  return cleanSymbol(asText(value)?.replace(PAIR_PREFIX, '') ?? null);
}
