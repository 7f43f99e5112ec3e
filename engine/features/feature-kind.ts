import type { Bars } from '#contract/bars.ts';

/** What features are computed from. Index t of every column is bar t. */
export interface FeatureInput {
  readonly bars: Bars;
  /** News sentiment as known at each bar, joined as-of by its availableAt; NaN before the first value. */
  readonly sentiment?: Float64Array;
}

/** Parameters of a feature, such as {bars: 14}: those of the spec over the defaults of the kind. Whole numbers from 1 on. */
export type FeatureParams = Readonly<Record<string, number>>;

/**
 * One kind of feature: one file in kinds/ with its formula, source and warm-up on top and its test beside it,
 * and one line in feature-kinds.ts. ARCHITECTURE.md lists what else a new one needs.
 */
export interface FeatureKind {
  readonly kind: string;
  readonly defaults: FeatureParams;
  /** False where the data that the feature needs is missing. */
  isAvailable(input: FeatureInput): boolean;
  /**
   * Bars of history before the value no longer depends, beyond 1e-6 of its scale, on where the history
   * starts. The first value that a window may use is the one at this index.
   */
  warmupBars(params: FeatureParams): number;
  /**
   * One value per bar, from bars up to that bar only; NaN where there is none yet. Prices and volumes are
   * adjusted by factors that later dividends and splits set, so a value must not change when all prices, or
   * all volumes, are multiplied by a constant: only ratios are free of the future.
   */
  compute(input: FeatureInput, params: FeatureParams): Float64Array;
}

/** The parameter of this name; kinds name all of theirs in `defaults`. */
export function param(params: FeatureParams, name: string): number {
  const value = params[name];
  if (value === undefined) throw new RangeError(`the feature has no parameter "${name}"`);
  return value;
}

/**
 * Bars until an exponential average with decay `1 - alpha` has forgotten its start to 1e-7. The start can be
 * off by several times the feature's own scale, so forgetting it to 1e-6 would not hold the value to 1e-6.
 */
export function forgettingBars(alpha: number): number {
  return Math.ceil(Math.log(1e-7) / Math.log(1 - alpha));
}
