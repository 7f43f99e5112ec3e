import type { EpochMs, Timeframe } from './bars.ts';
import type { Estimate } from './evaluation.ts';
import type { Forecast } from './forecast.ts';

/** What came of a forecast, read from the bars as they are now. */
export interface ForecastOutcome {
  /** Time of the bar on which the horizon ended. */
  readonly time: EpochMs;
  /**
   * Simple return from the bar of the forecast to that of the horizon, by the history as it is adjusted now: prices may
   * have been adjusted anew since, returns have not.
   */
  readonly return: number;
  /** The price that this return makes of the forecast's own. */
  readonly price: number;
  /** Whether the direction was right: P(up) above one half and a return above zero, or neither. */
  readonly hit: boolean;
  /** Whether each central interval held the return. */
  readonly intervals: readonly { readonly coverage: number; readonly held: boolean }[];
  /** (P(up) - came)² */
  readonly brier: number;
  /** Mean pinball loss over the stored quantiles, in log return. */
  readonly pinball: number;
  /** Probability integral transform: P(return ≤ what came). Of forecasts that are right, uniform between 0 and 1. */
  readonly transform: number;
}

/**
 * Where a forecast stands: its horizon has ended, or has not, or its bar is not in the history any more (or its
 * instrument not in the workspace), so that nobody can tell.
 */
export type LedgerEntry = { readonly forecast: Forecast } & (
  | { readonly state: 'scored'; readonly outcome: ForecastOutcome }
  /** Bars of the horizon that are there already. */
  | { readonly state: 'pending'; readonly barsKnown: number }
  | { readonly state: 'lost' }
);

/** All scored forecasts over one horizon. Of several for the same bar by the same model, the first one counts. */
export interface LedgerSummary {
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** Forecasts that count. */
  readonly scored: number;
  readonly pending: number;
  /** Distinct days of UTC on which they were made from. */
  readonly days: number;
  /** Fewest days from which intervals can be told; with fewer, low and high are the bounds of the statistic. */
  readonly daysNeeded: number;
  /** Null where nothing was scored yet. */
  readonly scores: {
    readonly hitRate: Estimate;
    /** Share of rises: what always saying "up" would have had. */
    readonly upShare: number;
    readonly coverage: readonly { readonly nominal: number; readonly observed: Estimate }[];
    readonly brier: Estimate;
    readonly pinball: number;
  } | null;
}

export interface ScoredLedger {
  /** Newest first. */
  readonly entries: readonly LedgerEntry[];
  /** One for each timeframe and horizon; over all entries, not only those that are listed. */
  readonly summaries: readonly LedgerSummary[];
}
