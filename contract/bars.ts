/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Lengths of one bar that are known, ascending. A minute is m, a month mo. */
export const timeframes = ['1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w', '1mo'] as const;
export type Timeframe = (typeof timeframes)[number];

/**
 * Price history as columns, ascending in time; index t is one bar.
 * The time of a bar of a day or longer is midnight UTC of its (first) trading day, whatever the exchange's zone;
 * that of a shorter bar is the instant at which it opens.
 * Prices are in the instrument's currency and, as far as the file tells how (see Adjustment), adjusted for
 * splits and dividends so that close[t] / close[t-1] - 1 is the total return; the last bar is unadjusted
 * (factor 1). Volume is adjusted for splits on the same condition.
 */
export interface Bars {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** How the prices of a snapshot came to be adjusted; stated beside every number made from them. */
export const adjustments = [
  /** The file gave closes and adjusted closes; factor = adjusted close / close, divided by that of the last bar. */
  'derived-from-adjusted-close',
  /** The file gave raw prices with dividends and split ratios; the factors follow from these. */
  'derived-from-events',
  /** Raw prices with a file of factors beside them, as LEAN keeps them. */
  'derived-from-factor-file',
  /** The provider had adjusted all columns for splits and dividends already; factor = 1. */
  'adjusted-by-provider',
  /** The provider had adjusted all columns for splits, not for dividends; factor = 1. */
  'split-adjusted-by-provider',
  /** Raw prices without any adjustment data; factor = 1. */
  'none',
] as const;
export type Adjustment = (typeof adjustments)[number];

/** What adjusted prices are in the end: a dividend still shows as a drop in 'split-adjusted', a split also in 'raw'. */
export const priceStates = {
  'derived-from-adjusted-close': 'fully-adjusted',
  'derived-from-events': 'fully-adjusted',
  'derived-from-factor-file': 'fully-adjusted',
  'adjusted-by-provider': 'fully-adjusted',
  'split-adjusted-by-provider': 'split-adjusted',
  none: 'raw',
} as const satisfies Record<Adjustment, 'raw' | 'split-adjusted' | 'fully-adjusted'>;

/** Which end of its span an intraday bar was stamped with in the file; 'day' where the file names days. */
export type StampConvention = 'open' | 'close' | 'day';

export interface Instrument {
  readonly symbol: string;
  /** ISO 4217, or 'XXX' where the file does not say. */
  readonly currency: string;
  /** True for data that Almanac simulated itself; shown beside everything made from it. */
  readonly simulated: boolean;
}

/** A row of a file that was not imported, and why. `row` counts from 1, the header included. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}
