import * as v from 'valibot';
import type { Timeframe } from '#contract/bars.ts';
import {
  barsQuerySchema,
  indicatorParameters,
  indicatorQuerySchema,
  seriesQuerySchema,
  sparklinesQuerySchema,
  type BarsMeta,
  type BucketsMeta,
  type IndicatorKind,
  type IndicatorMeta,
  type SeriesMeta,
  type SparklinesMeta,
} from '#contract/chart-data.ts';
import { encodeColumns } from '#contract/columns.ts';
import { AppError } from '#contract/errors.ts';
import { adjustBars } from '../market-data/adjustment/adjust.ts';
import { findHistory } from '../market-data/load-history.ts';
import { lowerBound } from '../market-data/lower-bound.ts';
import { findCurrentSnapshotIds, readLastCloses, readSnapshot, type Snapshot } from '../store/bars.ts';
import { findInstrument } from '../store/instruments.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { readSeries } from '../store/series.ts';
import { createByteCache, type ByteCache } from './byte-cache.ts';
import { indicators } from './indicators/registry.ts';
import { buildPyramid, layBuckets, readStretch, type Pyramid, type Stretch } from './pyramid.ts';
import { thinValues } from './thin-values.ts';

/** A million bars with their levels take 64 MB. */
const PYRAMID_BYTES = 128 * 2 ** 20;
const INDICATOR_BYTES = 64 * 2 ** 20;
const SPARKLINE_BYTES = 8 * 2 ** 20;

/** Answers `path` with columns; contract/chart-data.ts says which paths there are. Errors: data/…, input/invalid. */
export type DataReader = (path: string, query: URLSearchParams) => Uint8Array;

interface IndicatorColumns {
  readonly columns: readonly Float64Array[];
  readonly bytes: number;
}

interface Sparkline {
  readonly closes: Float32Array;
  readonly bytes: number;
}

interface Caches {
  readonly pyramids: ByteCache<Pyramid>;
  readonly indicators: ByteCache<IndicatorColumns>;
  readonly sparklines: ByteCache<Sparkline>;
}

/**
 * Reads columns for charts. What was read stays in memory up to a limit; a new snapshot of a history takes the place
 * of the one before.
 */
export function createDataReader(database: ReadDatabase): DataReader {
  const caches: Caches = {
    pyramids: createByteCache(PYRAMID_BYTES),
    indicators: createByteCache(INDICATOR_BYTES),
    sparklines: createByteCache(SPARKLINE_BYTES),
  };
  return (path, query) => {
    switch (path) {
      case '/data/bars':
        return readBars(database, caches, parseQuery(barsQuerySchema, query));
      case '/data/indicator':
        return readIndicator(database, caches, query);
      case '/data/sparklines':
        return readSparklines(database, caches, parseQuery(sparklinesQuerySchema, query));
      case '/data/series':
        return readSeriesColumns(database, parseQuery(seriesQuerySchema, query));
      default:
        throw new AppError(
          'data/unknown-path',
          `There are no columns at ${path}.`,
          'Expected /data/bars, /data/indicator, /data/sparklines or /data/series.',
        );
    }
  };
}

type RangeQuery = Pick<v.InferOutput<typeof barsQuerySchema>, 'symbol' | 'timeframe' | 'from' | 'to' | 'points'>;

function readBars(database: ReadDatabase, caches: Caches, query: v.InferOutput<typeof barsQuerySchema>): Uint8Array {
  const { instrument, snapshot, pyramid } = loadPyramid(database, caches, query.symbol, query.timeframe);
  const stretch = findStretch(pyramid, query);
  const { time, open, high, low, close, volume } = readStretch(pyramid, stretch);
  const meta: BarsMeta = {
    ...describeStretch(query, snapshot, stretch),
    currency: instrument.currency,
    simulated: instrument.simulated,
  };
  return encodeColumns(meta, Object.entries({ time, open, high, low, close, volume }));
}

function readIndicator(database: ReadDatabase, caches: Caches, query: URLSearchParams): Uint8Array {
  const { kind, symbol, timeframe, from, to, points, ...rest } = parseQuery(indicatorQuerySchema, query);
  const params: Readonly<Record<string, number>> = parse(indicatorParameters[kind], rest);
  const { snapshot, pyramid } = loadPyramid(database, caches, symbol, timeframe);
  const range: RangeQuery = { symbol, timeframe, from, to, points };
  const stretch = findStretch(pyramid, range);
  const { columns } = computeIndicator(caches, snapshot, pyramid, kind, params);
  const meta: IndicatorMeta = { ...describeStretch(range, snapshot, stretch), kind, params };
  const buckets = (column: Float64Array, place: (bucket: number) => number): Float64Array =>
    Float64Array.from(
      { length: stretch.buckets },
      (_, i) => column[place(stretch.firstBar + i * stretch.barsPerBucket)]!,
    );
  const { time } = pyramid.levels[0]!;
  const lastOf = (first: number): number => Math.min(first + stretch.barsPerBucket, time.length) - 1;
  return encodeColumns(meta, [
    ['time', buckets(time, (first) => first)],
    ...columns.map((column, i) => [indicators[kind].columns[i]!, buckets(column, lastOf)] as const),
  ]);
}

function readSparklines(
  database: ReadDatabase,
  caches: Caches,
  query: v.InferOutput<typeof sparklinesQuerySchema>,
): Uint8Array {
  const symbols = [...new Set(query.symbols.split(','))];
  const current = findCurrentSnapshotIds(database, query.timeframe);
  const columns: [string, Float32Array][] = [];
  const missing: string[] = [];
  for (const symbol of symbols) {
    const id = current.get(symbol);
    if (id === undefined) {
      missing.push(symbol);
      continue;
    }
    const { closes } = caches.sparklines.get(`${id} ${query.bars}`, () => {
      const last = Float32Array.from(readLastCloses(database, id, query.bars));
      return { closes: last, bytes: last.byteLength + 200 };
    });
    columns.push([symbol, closes]);
  }
  const meta: SparklinesMeta = { timeframe: query.timeframe, missing };
  return encodeColumns(meta, columns);
}

function readSeriesColumns(
  database: ReadDatabase,
  { name, symbol, points }: v.InferOutput<typeof seriesQuerySchema>,
): Uint8Array {
  const instrument = symbol === undefined ? null : findInstrument(database, symbol);
  const series = instrument === undefined ? undefined : readSeries(database, instrument?.id ?? null, name);
  if (!series) {
    throw new AppError(
      'series/unknown',
      `The workspace has no series ${name}${symbol === undefined ? '' : ` of ${symbol}`}.`,
      'Import it: "almanac series <file> --name …".',
    );
  }
  const kept = thinValues(series.value, points);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => column[i]!);
  const meta: SeriesMeta = { name, symbol: symbol ?? null, points: series.points };
  return encodeColumns(meta, [
    ['time', pick(series.time)],
    ['availableAt', pick(series.availableAt)],
    ['value', pick(series.value)],
  ]);
}

function loadPyramid(database: ReadDatabase, caches: Caches, symbol: string, timeframe: Timeframe) {
  const { instrument, snapshot } = findHistory(database, symbol, timeframe);
  const history = `${instrument.id} ${timeframe} `;
  const isOlder = (key: string): boolean => key.startsWith(history) && !key.startsWith(`${history}${snapshot.id} `);
  const pyramid = caches.pyramids.get(`${history}${snapshot.id} `, () => {
    caches.pyramids.forget(isOlder);
    caches.indicators.forget(isOlder);
    return buildPyramid(adjustBars(readSnapshot(database, snapshot).bars));
  });
  return { instrument, snapshot, pyramid };
}

function computeIndicator(
  caches: Caches,
  { id, instrumentId, timeframe }: Snapshot,
  pyramid: Pyramid,
  kind: IndicatorKind,
  params: Readonly<Record<string, number>>,
): IndicatorColumns {
  return caches.indicators.get(`${instrumentId} ${timeframe} ${id} ${kind} ${JSON.stringify(params)}`, () => {
    const columns = indicators[kind].compute(pyramid.levels[0]!, params);
    return { columns, bytes: columns.reduce((sum, column) => sum + column.byteLength, 0) };
  });
}

/** The buckets of all bars from `from` to `to`, both included. */
function findStretch({ levels }: Pyramid, { from, to, points }: RangeQuery): Stretch {
  const { time } = levels[0]!;
  const first = from === undefined ? 0 : lowerBound(time.length, (i) => time[i]! < from);
  const end = to === undefined ? time.length : lowerBound(time.length, (i) => time[i]! <= to);
  return layBuckets(first, end, points);
}

function describeStretch({ symbol, timeframe }: RangeQuery, snapshot: Snapshot, stretch: Stretch): BucketsMeta {
  return {
    symbol,
    timeframe,
    barsPerBucket: stretch.barsPerBucket,
    firstBar: stretch.firstBar,
    bars: snapshot.bars,
    historyFrom: snapshot.firstTime,
    historyTo: snapshot.lastTime,
    contentHash: snapshot.contentHash,
  };
}

function parseQuery<const Schema extends v.GenericSchema>(
  schema: Schema,
  query: URLSearchParams,
): v.InferOutput<Schema> {
  return parse(schema, Object.fromEntries(query));
}

function parse<const Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'query'}: ${issue.message}`);
  throw new AppError('input/invalid', `${problems.join('; ')}.`, 'Correct what is named above.');
}
