import type { Bars } from '#contract/bars.ts';

/** What features are computed from. Index t of every column is bar t. */
export interface FeatureInput {
  readonly bars: Bars;
  /** External series by name, such as 'sentiment': as known at the close of each bar; NaN where there is no value. */
  readonly series?: Readonly<Record<string, Float64Array>>;
}

/**
 * One bar as features see it; prices and volume are adjusted. The object is used again for the next bar, so a
 * feature copies what it keeps.
 */
export interface FeatureBar {
  /** As in Bars. */
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  /** Value of the external series that the feature reads, as known at the close; NaN where there is none. */
  seriesValue: number;
}

/** Parameters such as {bars: 14}: those of the spec over the defaults of the kind. */
export type FeatureParams = Readonly<Record<string, number>>;

export interface FeatureParameter {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** True for whole numbers. */
  readonly integer: boolean;
}

/** Writes the values at one bar into out[0 … columns.length); NaN while there is none. It allocates nothing. */
export type FeatureStream = (bar: FeatureBar, out: Float64Array) => void;

/**
 * One kind of feature: one file in kinds/ with its formula, source and warm-up on top and its test beside it,
 * and one line in a registry. ARCHITECTURE.md lists what else a new one needs.
 *
 * A feature is a stream that is fed one bar after another. A history is computed by running the stream over it, so
 * that live values equal those of training, and no value can know a later bar, by construction.
 *
 * Prices and volumes are adjusted by factors that later dividends and splits set, so a value must not change when all
 * prices, or all volumes, are multiplied by a constant: only ratios are free of the future. Volume may be 0: where a
 * denominator is zero the feature gives a neutral value that its file states, and no NaN after the warm-up.
 */
export interface FeatureKind {
  /** The field's standard term in kebab-case. */
  readonly kind: string;
  readonly group:
    'return' | 'trend' | 'momentum' | 'volatility' | 'volume' | 'candle' | 'statistic' | 'calendar' | 'external';
  readonly parameters: Readonly<Record<string, FeatureParameter>>;
  /** Names of the columns, in the order in which they are written; ['value'] where there is one. */
  readonly columns: readonly string[];
  /**
   * The data that it reads; where the volume is zero throughout, there is none. 'series' is the external series that
   * the spec names, {series: name} always that one.
   */
  readonly needs: 'close' | 'ohlc' | 'volume' | 'ohlcv' | 'calendar' | 'series' | { readonly series: string };
  /**
   * Bars of history before no value depends any more, beyond 1e-6 of its scale, on where the history starts. The
   * first values that a window may use are those at this index. `columns` are those that are asked for: where one is
   * ready sooner than the others, it need not wait for them.
   */
  warmupBars(params: FeatureParams, columns: readonly string[]): number;
  /** Begins a stream. `params` holds every parameter of the kind. */
  open(params: FeatureParams): FeatureStream;
}

/** The parameter of this name; kinds name all of theirs in `parameters`. */
export function param(params: FeatureParams, name: string): number {
  const value = params[name];
  if (value === undefined) throw new RangeError(`the feature has no parameter "${name}"`);
  // V8 keeps a whole number that stood beside fractions as a fraction, and with it all counters and places that are
  // worked out from it, at half the speed. After | 0 it is an integer again.
  return Number.isInteger(value) ? value | 0 : value;
}

/** A parameter that is a whole number of bars. */
export function bars(byDefault: number, min = 1, max = 1000): FeatureParameter {
  return { default: byDefault, min, max, integer: true };
}

/**
 * Bars until an exponential average with decay `1 - alpha` has forgotten its start to 1e-7; 0 where alpha is 1. The
 * start can be off by several times the feature's own scale, so forgetting it to 1e-6 would not hold the value to 1e-6.
 */
export function forgettingBars(alpha: number): number {
  return Math.ceil(Math.log(1e-7) / Math.log(1 - alpha));
}
