import type { EpochMs, Timeframe } from './bars.ts';
import type { centralIntervals } from './forecast.ts';

/**
 * What a model would have said of one instrument at the close of each bar of its test slice, which no fit has seen, and
 * what came. Columns of the same length, ascending in time.
 */
export interface ForecastReplay {
  readonly model: { readonly name: string; readonly version: number };
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** Bars of the test slice that could be forecast; the newest of them are here. */
  readonly total: number;
  /** Index in the history. */
  readonly bar: readonly number[];
  readonly time: readonly EpochMs[];
  /** Close of the bar. */
  readonly price: readonly number[];
  readonly probabilityUp: readonly number[];
  /** Simple returns over the horizon. */
  readonly expectedReturn: readonly number[];
  readonly intervals: readonly {
    readonly coverage: (typeof centralIntervals)[number]['coverage'];
    readonly lowReturn: readonly number[];
    readonly highReturn: readonly number[];
  }[];
  /** The simple return that came; null where it is not known yet. */
  readonly outcome: readonly (number | null)[];
}

/** The most forecasts of a replay. */
export const MAX_REPLAYED = 5000;
