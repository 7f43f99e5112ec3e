import type { RefusedRow } from '#contract/bars.ts';
import type { PriceLayout } from './price-row-sink.ts';
import type { EpochUnit } from './time/epoch-number.ts';

/** The columns of the accepted rows, in the order of the file. */
export interface CollectedColumns {
  /** Date and time as printed, as if UTC. */
  readonly printed: Float64Array;
  /** Offset printed with it, NaN where there was none; null where no row has one. */
  readonly offsetMs: Float64Array | null;
  readonly row: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** null where the file has none. */
  readonly adjustedClose: Float64Array | null;
}

/** A dividend or split as a row gives it. */
export interface RowAction {
  /** Index of the row among the accepted ones, or -1 where its prices were refused. */
  readonly index: number;
  readonly printed: number;
  readonly dividend: number;
  readonly split: number;
}

/** Why a row was refused: for its content, or as a whole row that says what is known already or cannot be yet. */
export type RefusalKind = 'unusable' | 'duplicate' | 'future';

export interface RefusalList {
  /** The first ones of all kinds; `count` counts all. */
  readonly rows: readonly RefusedRow[];
  readonly count: number;
  /** Those of the kind 'unusable' alone. */
  readonly unusable: { readonly rows: readonly RefusedRow[]; readonly count: number };
  /** 'unusable' where no kind is given; `printed` is its date and time as if UTC, NaN where they are not known. */
  add(row: number, reason: string, kind?: RefusalKind, printed?: number): void;
  /** Forgets unusable rows, as if they were not in the file. */
  leaveOut(isLeftOut: (row: number, printed: number) => boolean): void;
}

export interface TimeUnitCount {
  rows: number;
  readonly firstRow: number;
}

export interface CollectedRows {
  readonly layout: PriceLayout;
  /** The symbol that the rows themselves name. */
  readonly rowSymbol: string | null;
  readonly count: number;
  readonly columns: CollectedColumns;
  readonly actions: readonly RowAction[];
  /** Indices of the rows that have a value, and the values. */
  readonly series: ReadonlyMap<string, { readonly index: readonly number[]; readonly value: Float64Array }>;
  readonly refusals: RefusalList;
  /** How many rows count their time in each unit, and the first of them; empty where rows print dates. */
  readonly timeUnits: ReadonlyMap<EpochUnit, TimeUnitCount>;
  /** Rows whose high and low were widened to hold the open and the close. */
  readonly widened: readonly number[];
}

/** A row that tells of a time that an earlier row of the file has told of. */
export interface Duplicate {
  readonly row: number;
  readonly keptRow: number;
  readonly isSame: boolean;
}
