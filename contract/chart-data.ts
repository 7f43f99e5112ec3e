/**
 * What a chart loads from `/data/…`: paths, queries, and what the columns that come back (see columns.ts) say. Times
 * are EpochMs, prices are adjusted and in the instrument's currency, as in Bars.
 */
import * as v from 'valibot';
import { timeframes, type EpochMs, type Timeframe } from './bars.ts';

/** A query is text. */
const number = (schema: v.GenericSchema<number, number>) => v.pipe(v.string(), v.minLength(1), v.toNumber(), schema);
const count = (max: number) => number(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max)));
const time = number(v.pipe(v.number(), v.finite()));
const timeframe = v.optional(v.picklist(timeframes), '1d');
const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** No chart has more pixels than this. */
export const MAX_POINTS = 20_000;

const range = {
  symbol,
  timeframe,
  /** First and last moment that is looked at; the ends of the history where they are missing. */
  from: v.optional(time),
  to: v.optional(time),
  /** The most buckets that may come back. */
  points: v.optional(count(MAX_POINTS), '2000'),
};

const bars = (byDefault: string) => v.optional(count(1000), byDefault);

/** The indicators of charts; engine/charts/indicators has their formulas, one file a kind. */
export const indicatorParameters = {
  sma: v.strictObject({ bars: bars('20') }),
  ema: v.strictObject({ bars: bars('20') }),
  bollinger: v.strictObject({
    bars: bars('20'),
    deviations: v.optional(number(v.pipe(v.number(), v.minValue(0.1), v.maxValue(10))), '2'),
  }),
  rsi: v.strictObject({ bars: bars('14') }),
  macd: v.strictObject({ fastBars: bars('12'), slowBars: bars('26'), signalBars: bars('9') }),
  atr: v.strictObject({ bars: bars('14') }),
} as const;
export type IndicatorKind = keyof typeof indicatorParameters;
export const indicatorKinds = Object.keys(indicatorParameters) as IndicatorKind[];

/** Where an indicator is drawn: over the candles, or in a pane of its own. */
export const indicatorPlaces = {
  sma: 'overlay',
  ema: 'overlay',
  bollinger: 'overlay',
  rsi: 'pane',
  macd: 'pane',
  atr: 'pane',
} as const satisfies Record<IndicatorKind, 'overlay' | 'pane'>;

export const barsQuerySchema = v.strictObject(range);
/** The parameters of the kind are queried beside these. */
export const indicatorQuerySchema = v.looseObject({ ...range, kind: v.picklist(indicatorKinds) });
export const sparklinesQuerySchema = v.strictObject({
  /** Separated by commas, which no symbol has. */
  symbols: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000_000)),
  timeframe,
  bars: v.optional(count(1000), '60'),
});

export const seriesQuerySchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  /** The instrument that the series belongs to; of the market where it is missing. */
  symbol: v.optional(symbol),
  /** The most values that may come back. */
  points: v.optional(count(MAX_POINTS), '2000'),
});

/** What is asked of the buckets that bars and indicators come in. */
export interface BucketsMeta {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Bars in a bucket: 1, 2, 4, 8, … Buckets begin at multiples of it, counted from the first bar of the history. */
  readonly barsPerBucket: number;
  /** Index in the history of the first bar of the first bucket. */
  readonly firstBar: number;
  /** Bars of the whole history, its first and its last. */
  readonly bars: number;
  readonly historyFrom: EpochMs;
  readonly historyTo: EpochMs;
  /** Of the history; another one means that everything loaded before is out of date. */
  readonly contentHash: string;
}

/** Columns `time`, `open`, `high`, `low`, `close`, `volume`; a bucket has the time of its first bar. */
export interface BarsMeta extends BucketsMeta {
  readonly currency: string;
  readonly simulated: boolean;
}

/**
 * Columns `time` and those of the kind: `value`, or `upper`, `middle`, `lower` (bollinger), or `line`, `signal`,
 * `histogram` (macd). Computed on every bar; a bucket has the value at its last one. NaN where there is none yet.
 * Overlays and atr, and macd as the difference of two prices, are in units of the price; rsi is 0 to 100.
 */
export interface IndicatorMeta extends BucketsMeta {
  readonly kind: IndicatorKind;
  readonly params: Readonly<Record<string, number>>;
}

/** One Float32 column of closes for each symbol, oldest first, at most `bars` of them; none where there is no history. */
export interface SparklinesMeta {
  readonly timeframe: Timeframe;
  readonly missing: readonly string[];
}

/**
 * Columns `time`, `availableAt` and `value` of an external series. Where it has more values than were asked for, each
 * stretch of equal length gives its lowest and its highest.
 */
export interface SeriesMeta {
  readonly name: string;
  readonly symbol: string | null;
  /** Of the whole series. */
  readonly points: number;
}
