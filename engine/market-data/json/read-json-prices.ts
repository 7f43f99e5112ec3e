import { AppError } from '#contract/errors.ts';
import type { Entry } from '../containers/entry.ts';
import type { PriceRowSink } from '../price-row-sink.ts';
import { findProviderError } from './formats/provider-error.ts';
import { readAlphaVantage } from './formats/alpha-vantage.ts';
import { describeRows } from './formats/describe-rows.ts';
import { readYahooChart } from './formats/yahoo-chart.ts';
import { asNumber, asObject, asText, showValue } from './json-values.ts';
import { PriceRows } from './price-rows.ts';
import { scanJsonRows } from './scan-json-rows.ts';

/** Answers that hold prices as columns, or keyed by day, and no rows; the first one that takes it reads it. */
const envelopeFormats = [readYahooChart, readAlphaVantage];

/**
 * Streams the prices of a provider's JSON answer into `sink`. Errors: import/unknown-format,
 * import/several-instruments, import/provider-error, and those of scanJsonRows.
 */
export async function readJsonPrices(
  entry: Pick<Entry, 'name' | 'label'>,
  bytes: AsyncIterable<Uint8Array>,
  sink: PriceRowSink,
): Promise<void> {
  const rows = new PriceRows(entry.label, sink);
  const envelope = await scanJsonRows(bytes, entry.label, (batch, firstRow, path) => {
    rows.take(batch, firstRow, path);
  });
  if (rows.list !== null) {
    const owner = rows.finish(envelope, rows.list);
    sink.begin(describeRows(envelope, owner, rows.list, entry.name));
    return;
  }
  if (envelopeFormats.some((read) => read(envelope, sink, entry.label))) return;
  if (rows.firstOther !== undefined) throw unknownFormat(entry.label, `rows such as ${showValue(rows.firstOther)}`);
  const failure = findProviderError(envelope);
  if (failure !== null) {
    throw new AppError(
      'import/provider-error',
      `${entry.label} is an answer of a provider without prices: ${failure.replace(/\p{C}+/gu, ' ').slice(0, 200)}`,
      'Ask the provider for the prices again; check the symbol, the period and the key of the request.',
    );
  }
  const object = asObject(envelope);
  const found =
    object === null
      ? showValue(envelope)
      : `an object with ${Object.keys(object).slice(0, 10).join(', ') || 'nothing in it'}`;
  throw object !== null && isOpenClose(object) ? oneDayOnly(entry.label, found) : unknownFormat(entry.label, found);
}

/** Polygon's open-close answer: `{status, from, symbol, open, high, low, close, …}`. */
function isOpenClose(answer: Readonly<Record<string, unknown>>): boolean {
  return (
    asText(answer.from) !== null &&
    asText(answer.symbol) !== null &&
    !Number.isNaN(asNumber(answer.open)) &&
    !Number.isNaN(asNumber(answer.close))
  );
}

function oneDayOnly(label: string, found: string): AppError {
  return new AppError(
    'import/unknown-format',
    `${label} is Polygon's open and close of one day, ${found}; a range of aggregates was expected.`,
    'Ask Polygon for the aggregates of the instrument over a range of days: /v2/aggs/ticker/…/range/1/day/….',
  );
}

function unknownFormat(label: string, found: string): AppError {
  return new AppError(
    'import/unknown-format',
    `The JSON of ${label} is of no known provider; found ${found}.`,
    'Known are Polygon aggregates, klines as arrays (Binance, Bitfinex, Coinbase, Kraken, KuCoin, OKX), Yahoo charts, Alpha Vantage series, and arrays of objects with time, open, high, low, close and volume.',
  );
}
