import type { Adjustment, RefusedRow, StampConvention, Timeframe } from '#contract/bars.ts';
import type { QualityFinding } from '#contract/quality.ts';
import type { CorporateActions, RawBars } from '../store/bars.ts';

/** A dated series that came with the prices, such as news sentiment, ascending in time, on the file's own scale. */
export interface PriceFileSeries {
  readonly name: string;
  /** The bar's own time (see Bars). A day without a value is absent. */
  readonly time: Float64Array;
  readonly value: Float64Array;
}

/** What a price file held: raw bars in ascending order, how to adjust them, and what was refused. */
export interface ParsedPrices {
  readonly symbol: string;
  readonly formatId: string;
  /** ISO 4217, or 'XXX' where neither the format nor the user says. */
  readonly currency: string;
  readonly timeframe: Timeframe;
  /** IANA zone in which the times of the file are (or the days, where it names days), 'UTC' where nothing says. */
  readonly timeZone: string;
  readonly stamps: StampConvention;
  /** What of the two before neither the user nor the file says: it was taken from the times themselves, or as UTC. */
  readonly assumed: { readonly timeZone: boolean; readonly stamps: boolean };
  readonly adjustment: Adjustment;
  readonly bars: RawBars;
  readonly actions: CorporateActions;
  /** [bars] Row of the file that each bar came from, counted from 1. */
  readonly rows: Uint32Array;
  /** The order of the rows in the file; the columns here are ascending whatever it was. */
  readonly rowOrder: 'ascending' | 'descending' | 'unordered';
  /** The first refused rows; `refusedCount` counts all. */
  readonly refusedRows: readonly RefusedRow[];
  readonly refusedCount: number;
  /** What reading itself found: duplicates, refused rows, an assumed time zone and the like. */
  readonly findings: readonly QualityFinding[];
  readonly series: readonly PriceFileSeries[];
}
