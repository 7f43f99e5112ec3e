import type { Adjustment, StampConvention } from '#contract/bars.ts';
import type { EpochUnit } from './time/epoch-number.ts';

/** What a format knows of a file as a whole; null where it does not. */
export interface PriceLayout {
  readonly formatId: string;
  readonly symbol: string | null;
  /** ISO 4217, or 'XXX' where the format does not imply one. */
  readonly currency: string;
  /** IANA zone of times printed without an offset, and of the trading days of a daily file. */
  readonly timeZone: string | null;
  readonly stamps: Exclude<StampConvention, 'day'> | null;
  /** State of the prices where the rows have no adjusted close. */
  readonly adjustment: Adjustment;
  readonly hasAdjustedClose: boolean;
  /** Whether rows carry dividends or splits. */
  readonly hasActions: boolean;
  /** Whether volumes before a split are on the scale after it already. */
  readonly volumeIsSplitAdjusted: boolean;
}

/** Where the rows of any format go, in the order of the file. */
export interface PriceRowSink {
  /** At any time before the sink is finished; the last call counts. */
  begin(layout: PriceLayout): void;
  /** The instrument that the rows name. */
  nameSymbol(symbol: string): void;
  /**
   * One row: `printed` is its date and time as if UTC, `offsetMs` what was printed with it (NaN: nothing; 0 for
   * epoch numbers). Missing numbers are NaN, no dividend is 0, no split 1. False where the row was refused.
   */
  add(
    row: number,
    printed: number,
    offsetMs: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    adjustedClose: number,
    dividend: number,
    split: number,
  ): boolean;
  /** A value of a series in the row that was added last; NaN for none. */
  addSeriesValue(name: string, value: number): void;
  /** The unit that the time of a row counts in, for files that count from 1970; some change it half-way. */
  countTimeUnit(unit: EpochUnit, row: number): void;
  refuse(row: number, reason: string): void;
}
