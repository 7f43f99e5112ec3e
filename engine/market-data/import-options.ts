import type { Adjustment, EpochMs, StampConvention } from '#contract/bars.ts';

/** Where a file without a known header holds its columns: a name of its header, or a number from 1. */
export interface ColumnMapping {
  readonly date: string;
  readonly time?: string | undefined;
  readonly open?: string | undefined;
  readonly high?: string | undefined;
  readonly low?: string | undefined;
  readonly close: string;
  readonly volume?: string | undefined;
  readonly adjustedClose?: string | undefined;
  readonly dividend?: string | undefined;
  readonly split?: string | undefined;
  readonly sentiment?: string | undefined;
}

/** What the user states about a file; all of it goes before what the file says or seems to be. */
export interface ReadOptions {
  readonly symbol?: string | undefined;
  /** ISO 4217. */
  readonly currency?: string | undefined;
  /** IANA zone of times that are printed without an offset. */
  readonly timeZone?: string | undefined;
  readonly stamps?: Exclude<StampConvention, 'day'> | undefined;
  /** The state of the prices of a file that has no adjusted close. */
  readonly adjustment?: Extract<Adjustment, 'none' | 'split-adjusted-by-provider' | 'adjusted-by-provider'> | undefined;
  /** How 03/04/2020 is meant. */
  readonly dayOrder?: 'day-first' | 'month-first' | undefined;
  readonly mapping?: ColumnMapping | undefined;
  /** Earlier bars are left out, such as those of another company that bore the symbol before. */
  readonly from?: EpochMs | undefined;
}
