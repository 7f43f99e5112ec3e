import type { PriceRowSink } from '../../price-row-sink.ts';
import { asNumber, asObject, asText } from '../json-values.ts';
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
    symbol: metaOf('symbol'),
    currency: 'XXX',
    timeZone: 'America/New_York',
    stamps: null,
    adjustment: 'none',
    hasVolume: volume !== null,
    hasAdjustedClose: adjustedClose !== null,
    hasActions: dividend !== null || split !== null,
    volumeIsSplitAdjusted: false,
  });
  const readTime = createTimeValueReader(sink);
  Object.entries(days).forEach(([day, value], i) => {
    const bar = asObject(value) ?? {};
    const numberAt = (field: string | null, otherwise: number): number =>
      field === null ? otherwise : asNumber(bar[field]);
    const { printed, offsetMs } = readTime(day, i + 1);
    if (Number.isNaN(printed)) {
      sink.refuse(i + 1, `the date “${day}” is none`);
      return;
    }
    sink.add(
      i + 1,
      printed,
      offsetMs,
      numberAt(open, Number.NaN),
      numberAt(high, Number.NaN),
      numberAt(low, Number.NaN),
      numberAt(close, Number.NaN),
      numberAt(volume, 0),
      numberAt(adjustedClose, Number.NaN),
      numberAt(dividend, 0),
      numberAt(split, 1),
    );
  });
  return true;
}
