import type { PriceRowSink } from '../../price-row-sink.ts';
import { addPriceRow } from '../add-price-row.ts';
import { answerSymbol } from '../answer-symbol.ts';
import { asObject, asText } from '../json-values.ts';
import { createTimeValueReader } from '../time-value.ts';

/**
 * Alpha Vantage as JSON: `"Time Series (Daily)": {"2020-01-02": {"1. open": "…"}}`, newest first, see the text format
 * of the same name. Returns false where the answer is none of theirs.
 */
export function readAlphaVantage(answer: unknown, sink: PriceRowSink): boolean {
  const document = asObject(answer);
  const key = Object.keys(document ?? {}).find((name) => /time series/i.test(name));
  const days = key === undefined ? null : asObject(document?.[key]);
  if (days === null) return false;
  const meta = asObject(document?.['Meta Data']) ?? {};
  const metaOf = (name: string): string | null =>
    asText(Object.entries(meta).find(([field]) => field.toLowerCase().endsWith(name))?.[1]);
  const first = asObject(Object.values(days)[0]) ?? {};
  const fieldOf = (name: string): string | null =>
    Object.keys(first).find((field) => field.replace(/^\d+\. /, '') === name) ?? null;
  const fields = [
    'open',
    'high',
    'low',
    'close',
    'volume',
    'adjusted close',
    'dividend amount',
    'split coefficient',
  ].map(fieldOf);
  const [open, high, low, close, volume, adjustedClose, dividend, split] = fields as [
    string | null,
    string | null,
    string | null,
    string | null,
    string | null,
    string | null,
    string | null,
    string | null,
  ];
  sink.begin({
    formatId: 'alpha-vantage',
    symbol: answerSymbol(metaOf('symbol')),
    currency: 'XXX',
    timeZone: 'America/New_York',
    stamps: null,
    adjustment: 'none',
    hasAdjustedClose: adjustedClose !== null,
    hasActions: dividend !== null || split !== null,
    volumeIsSplitAdjusted: false,
  });
  const readTime = createTimeValueReader(sink);
  Object.entries(days).forEach(([day, value], i) => {
    const bar = asObject(value) ?? {};
    const valueAt = (field: string | null, otherwise: number): unknown => (field === null ? otherwise : bar[field]);
    const time = readTime(day, i + 1);
    if (Number.isNaN(time.printed)) {
      sink.refuse(i + 1, `the date “${day}” is none`);
      return;
    }
    addPriceRow(
      sink,
      i + 1,
      time,
      valueAt(open, Number.NaN),
      valueAt(high, Number.NaN),
      valueAt(low, Number.NaN),
      valueAt(close, Number.NaN),
      valueAt(volume, 0),
      valueAt(adjustedClose, Number.NaN),
      valueAt(dividend, 0),
      valueAt(split, 1),
    );
  });
  return true;
}
