import type { Adjustment, EpochMs, RefusedRow } from '#contract/bars.ts';
import type { RawBars } from '../store/bars.ts';

/**
 * Sentiment as the file gave it, ascending in time, on the file's own scale. `time` is the day of
 * publication; a value is usable from the next bar on. A day without a value is absent.
 */
export interface SentimentSeries {
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** What a price file held: raw bars in ascending order, how to adjust them, and what was refused. */
export interface ParsedPriceFile extends RawBars {
  readonly symbol: string;
  readonly formatId: string;
  /** ISO 4217, or 'XXX' where the format does not say. */
  readonly currency: string;
  readonly adjustment: Adjustment;
  /** The order of the rows in the file; the columns here are ascending whatever it was. */
  readonly rowOrder: 'ascending' | 'descending' | 'unordered';
  readonly refusedRows: readonly RefusedRow[];
  readonly sentiment?: SentimentSeries;
}

/** One accepted row of a price file, before the rows are put in order. */
export interface PriceRow {
  /** Counts from 1, the header included. */
  readonly row: number;
  readonly time: EpochMs;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Equals `close` where the format has no adjusted close. */
  readonly adjustedClose: number;
  /** null where the file has no sentiment for the day. */
  readonly sentiment: number | null;
}
