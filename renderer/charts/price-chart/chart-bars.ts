import type { Bars } from '#contract/bars.ts';
import type { IndicatorKind } from '#contract/chart-data.ts';

/** A stretch of a history in buckets of 1, 2, 4, … bars: what a chart draws at once. */
export interface BarBuckets extends Bars {
  /** Index in the history of the first bar of the first bucket. */
  readonly firstBar: number;
  readonly barsPerBucket: number;
  /** Aligned with the buckets, by `keyOf` of the choice. */
  readonly indicators: ReadonlyMap<string, IndicatorColumns>;
}

export interface IndicatorChoice {
  readonly kind: IndicatorKind;
  readonly params: Readonly<Record<string, number>>;
}

/** Columns by name, one value for each bucket; NaN where there is none. */
export type IndicatorColumns = ReadonlyMap<string, ArrayLike<number>>;

/** The same for the same choice, such as "sma bars=20". */
export function keyOf({ kind, params }: IndicatorChoice): string {
  return [kind, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' ');
}
