import { AppError } from '#contract/errors.ts';
import type { Entry } from '../containers/entry.ts';
import type { PriceRowSink } from '../price-row-sink.ts';
import { findProviderError } from './formats/provider-error.ts';
import { readAlphaVantage } from './formats/alpha-vantage.ts';
import { describeRows } from './formats/describe-rows.ts';
import { readYahooChart } from './formats/yahoo-chart.ts';
import { asNumber, asObject, asText, showValue } from './json-values.ts';
import { findRowShape, type RowShape } from './row-shape.ts';
import { scanJsonRows } from './scan-json-rows.ts';
import { createTimeValueReader } from './time-value.ts';

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
  const found: { shape: RowShape | null; read: RowReader | null } = { shape: null, read: null };
  const envelope = await scanJsonRows(bytes, entry.label, (rows, firstRow) => {
    if (found.read === null) {
      found.shape = findRowShape(rows);
      if (found.shape === null) throw unknownFormat(entry.label, `rows such as ${showValue(rows[0])}`);
      found.read = createRowReader(found.shape, entry.label, sink);
    }
    for (let i = 0; i < rows.length; i++) found.read(rows[i], firstRow + i);
  });
  if (found.shape !== null) {
    sink.begin(describeRows(envelope, found.shape, entry.name));
    return;
  }
  if (envelopeFormats.some((read) => read(envelope, sink, entry.label))) return;
  const failure = findProviderError(envelope);
  if (failure !== null) {
    throw new AppError(
      'import/provider-error',
      `${entry.label} is an answer of a provider without prices: ${failure.slice(0, 200)}`,
      'Ask the provider for the prices again; check the symbol, the period and the key of the request.',
    );
  }
  const object = asObject(envelope);
  throw unknownFormat(
    entry.label,
    object ? `an object with ${Object.keys(object).slice(0, 10).join(', ') || 'nothing in it'}` : showValue(envelope),
  );
}

type RowReader = (row: unknown, number: number) => void;

function createRowReader(shape: RowShape, label: string, sink: PriceRowSink): RowReader {
  const readTime = createTimeValueReader(sink);
  let symbol: string | null = null;
  const valueAt = (row: unknown, at: number | string): unknown =>
    shape.kind === 'array' ? (row as readonly unknown[])[at as number] : (row as Readonly<Record<string, unknown>>)[at];

  return (row, number) => {
    if (shape.kind === 'array' ? !Array.isArray(row) : asObject(row) === null) {
      sink.refuse(number, `the row ${showValue(row)} is not written like the others`);
      return;
    }
    if (shape.symbol !== null) {
      const named = asText(valueAt(row, shape.symbol));
      if (named !== null && symbol === null) {
        symbol = named;
        sink.nameSymbol(named);
      } else if (named !== null && named !== symbol) {
        throw new AppError(
          'import/several-instruments',
          `${label} was expected to hold one instrument; row ${number} is of “${named}”, the rows before of “${symbol}”.`,
          'Ask the provider for one instrument an answer.',
        );
      }
    }
    const time = readTime(valueAt(row, shape.time), number);
    if (Number.isNaN(time.printed)) {
      sink.refuse(number, `the time ${showValue(valueAt(row, shape.time))} is none`);
      return;
    }
    const volume = shape.volume === null ? 0 : asNumber(valueAt(row, shape.volume));
    sink.add(
      number,
      time.printed,
      time.offsetMs,
      asNumber(valueAt(row, shape.open)),
      asNumber(valueAt(row, shape.high)),
      asNumber(valueAt(row, shape.low)),
      asNumber(valueAt(row, shape.close)),
      volume,
      Number.NaN,
      0,
      1,
    );
  };
}

function unknownFormat(label: string, found: string): AppError {
  return new AppError(
    'import/unknown-format',
    `The JSON of ${label} is of no known provider; found ${found}.`,
    'Known are Polygon aggregates, klines as arrays (Binance, Kraken, OKX, Coinbase), Yahoo charts, Alpha Vantage series, and arrays of objects with time, open, high, low, close and volume.',
  );
}
