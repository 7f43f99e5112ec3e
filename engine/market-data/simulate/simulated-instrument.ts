import type { Bars } from '#contract/bars.ts';

/** One instrument of the simulated market, with the truth behind it. Columns are ascending, one row a bar. */
export interface SimulatedInstrument {
  /** Starts with 'SIM-', so that it cannot be mistaken for a listed security. */
  readonly symbol: string;
  /** No splits and no dividends: raw and adjusted prices are the same. */
  readonly bars: Bars;
  /** In [-1, 1], one value a bar, published on the bar's day and usable from the next bar. */
  readonly sentiment: { readonly time: Float64Array; readonly value: Float64Array };
  /**
   * The planted signal: the part of the log return from bar t to t + 1 that is fixed at bar t. No forecaster
   * sees it; it is kept so that what a forecaster found can be compared with what was there. Zero where nothing is planted.
   */
  readonly hiddenDrift: Float64Array;
  readonly isPlanted: boolean;
}
