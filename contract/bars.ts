/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Length of one bar. A daily bar's time is midnight UTC of its trading day. */
export type Timeframe = '1d';

/**
 * Price history as columns, ascending in time; index t is one bar.
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
export type Adjustment =
  /** The file gave closes and adjusted closes; factor = adjusted close / close, divided by that of the last bar. */
  | 'derived-from-adjusted-close'
  /** The provider had adjusted all columns already; factor = 1. */
  | 'adjusted-by-provider'
  /** Raw prices without any adjustment data; factor = 1. */
  | 'none';

export interface Instrument {
  readonly symbol: string;
  /** ISO 4217, or 'XXX' where the file does not say. */
  readonly currency: string;
  /** True for data that Almanac simulated itself; shown beside everything made from it. */
  readonly simulated: boolean;
}

/** What is known about the current history of an instrument. */
export interface InstrumentSummary extends Instrument {
  readonly timeframe: Timeframe;
  readonly bars: number;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly lastClose: number;
  readonly format: string;
  readonly adjustment: Adjustment;
  /** SHA-256 of the stored columns. */
  readonly contentHash: string;
  readonly refusedRows: readonly RefusedRow[];
  readonly hasSentiment: boolean;
}

/** A row of a file that was not imported, and why. `row` counts from 1, the header included. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}
