import type { EpochMs, Timeframe } from './bars.ts';
import type { QuantileKnots } from './distribution.ts';
import { calls, type EdgeCondition, type ReliabilityBin } from './evaluation.ts';
import type { LeakStage } from './leak-certificate.ts';

export const grades = [...calls, 'NO CALL'] as const;
export type Grade = (typeof grades)[number];

/** One point of the predictive distribution of the return over the horizon. */
export interface ForecastQuantile {
  readonly level: number;
  /** Simple return over the horizon, 0.05 = +5 %. */
  readonly return: number;
  readonly price: number;
}

/** A central interval, made on the calibration slice to hold as often as it says; of a class model, class by class. */
export interface ForecastInterval {
  readonly coverage: (typeof centralIntervals)[number]['coverage'];
  readonly lowReturn: number;
  readonly highReturn: number;
  readonly lowPrice: number;
  readonly highPrice: number;
}

/** Why no call is made; each one is an honest answer, not a failure. */
export type Abstention =
  /** The model's leak certificate did not pass in these stages, so none of its scores can be believed. */
  | { readonly kind: 'leak'; readonly stages: readonly LeakStage[] }
  /** On the test slice the model showed no edge; `unmet` says what an edge needs and it lacks. */
  | {
      readonly kind: 'no-edge';
      readonly skill: number;
      readonly low: number;
      readonly high: number;
      readonly versus: string;
      readonly unmet: readonly EdgeCondition[];
    }
  /** The test slice has too few days to tell whether there is an edge. */
  | { readonly kind: 'too-few-days'; readonly days: number; readonly needed: number }
  /** The inputs lie outside of what the network saw in training. */
  | { readonly kind: 'out-of-distribution'; readonly share: number; readonly limit: number }
  /** The 80 % interval is too wide to act on. */
  | { readonly kind: 'too-wide'; readonly width: number; readonly limit: number };

/** A reason tied to numbers; the reports turn it into a sentence of the reader's language. */
export type Reason =
  /** What the expected return would be if this column of a feature had been at its usual value (occlusion). */
  | {
      readonly kind: 'feature';
      readonly feature: string;
      /** The column, where the feature has several. */
      readonly column?: string;
      /** The external series, where the spec chose it. */
      readonly series?: string;
      /** Parameters of the feature; missing in forecasts of before they were written down. */
      readonly params?: Readonly<Record<string, number>>;
      /** The column's last value in its own unit. */
      readonly value: number;
      readonly expectedReturn: number;
      readonly expectedReturnWithout: number;
    }
  /** The total simple return over the last `bars` bars, and whether the forecast points the same way. */
  | {
      readonly kind: 'trend';
      readonly bars: number;
      readonly return: number;
      readonly agrees: boolean;
      /** Missing in forecasts of before it was written down. */
      readonly expectedReturn?: number;
    }
  /** What the forecast would be if all sentiment had been at its usual values, and whether it pulls the forecast's way. */
  | {
      readonly kind: 'sentiment';
      readonly supports: boolean;
      readonly expectedReturn: number;
      readonly expectedReturnWithout: number;
      readonly probabilityUp: number;
      readonly probabilityUpWithout: number;
    }
  /** How often the instrument's own intervals held, over the days of the test slice, which no fit has seen. */
  | {
      readonly kind: 'calibration';
      readonly nominal: number;
      readonly observed: number;
      readonly days: number;
      /** The forecasts of the test slice whose P(up) was about the same, of all instruments; missing where there are none. */
      readonly similar?: ReliabilityBin;
    };

/** With fewer similar forecasts a share says nothing: its standard error is 9 percentage points. */
export const FEWEST_SIMILAR = 30;

/**
 * Where the columns of a network's input come from: the instrument's own prices and volumes (and the calendar), news
 * and moods about it, or any other series, such as a volatility index.
 */
export const componentNames = ['technical', 'sentiment', 'external'] as const;
export type ComponentName = (typeof componentNames)[number];

/**
 * What one kind of input contributes, by occlusion: the forecast again with all its columns at their usual values
 * throughout the window. The network combines its inputs itself, so what is without one part and what is without another
 * need not add up (docs/adr/0011).
 */
export interface ForecastComponent {
  /** Columns of the network's input that belong to it. */
  readonly columns: number;
  /** Without it; null where the model reads nothing else, and there is no forecast without it. */
  readonly without: { readonly expectedReturn: number; readonly probabilityUp: number } | null;
}

/** The central intervals that are shown, and the levels of their ends. */
export const centralIntervals = [
  { coverage: 0.5, low: 0.25, high: 0.75 },
  { coverage: 0.8, low: 0.1, high: 0.9 },
  { coverage: 0.95, low: 0.025, high: 0.975 },
] as const;

/** A holiday week fits into ten days; prices that are older must not pass for today's. */
const STALE_AFTER_MS = 10 * 24 * 60 * 60 * 1000;

/** Whether the history under a forecast ended long before `at`. A simulated market has no today. */
export function isStale({ asOf, simulated }: Pick<Forecast, 'asOf' | 'simulated'>, at: EpochMs): boolean {
  return !simulated && at - asOf > STALE_AFTER_MS;
}

/** The state of the market at the last bar, as engine/forecast/regime.ts reads it from the closes. */
export interface MarketRegime {
  /** Bars that were looked at: label.volatilityBars. */
  readonly bars: number;
  readonly trend: 'rising' | 'falling' | 'sideways';
  /** Mean log return of these bars in units of its standard error. */
  readonly trendErrors: number;
  readonly volatility: 'calm' | 'normal' | 'turbulent';
  /** Share of earlier volatilities, over the last ten such spans, that lie below the present one. */
  readonly volatilityRank: number;
}

export interface Forecast {
  readonly id: string;
  readonly symbol: string;
  readonly currency: string;
  readonly simulated: boolean;
  readonly model: { readonly name: string; readonly version: number };
  /** What ONNX Runtime ran the network on, such as "cpu"; missing in forecasts of before it was written down. */
  readonly provider?: string;
  readonly createdAt: EpochMs;
  /** Time of the last bar that the forecast has seen. */
  readonly asOf: EpochMs;
  /** Length of the bars that it was made from and that the horizon is counted in; days where it was not written down. */
  readonly timeframe?: Timeframe;
  readonly horizonBars: number;
  /** SHA-256 over the bars and the external series that it was made from. */
  readonly dataHash: string;
  readonly price: number;
  readonly expectedReturn: number;
  readonly expectedPrice: number;
  readonly quantiles: readonly ForecastQuantile[];
  /**
   * The whole distribution of the log return over the horizon, as contract/return-distribution.ts reads it; missing in
   * forecasts of before it was written down.
   */
  readonly distribution?: QuantileKnots & {
    /** Standard deviation of the log return over the horizon by trailing volatility, sigma sqrt(h). */
    readonly pathDeviation: number;
  };
  readonly intervals: readonly ForecastInterval[];
  /**
   * P(return over the horizon > 0), as the model gives it; that of a class model is calibrated, of the others only the intervals are. The distribution is
   * continuous, so ≥ 0 has the same probability.
   */
  readonly probabilityUp: number;
  /** P(return over the horizon ≥ threshold), for round thresholds. */
  readonly exceedance: readonly { readonly threshold: number; readonly probability: number }[];
  /**
   * The probability that the model gives to the direction it points to: max(P(up), 1 - P(up)). So 0.5 is a coin toss, and
   * where probabilities are calibrated, 7 of 10 forecasts of 0.7 name the direction rightly. It says nothing about how far
   * the price goes, nor about whether the model has an edge.
   */
  readonly confidence: number;
  readonly grade: Grade;
  /** The grade that the distribution alone would give; differs from `grade` when Almanac abstains. */
  readonly ungatedGrade: Grade;
  readonly abstentions: readonly Abstention[];
  readonly reasons: readonly Reason[];
  /** Root mean square of the last one-bar log returns (label.volatilityBars of them), times sqrt(bars in a year). */
  readonly volatility: number;
  /** Missing in forecasts of before it was written down. */
  readonly regime?: MarketRegime;
  /** Value at risk and expected shortfall of the return over the horizon at 95 %, as positive losses; 0 for a gain. */
  readonly valueAtRisk95: number;
  readonly expectedShortfall95: number;
  /**
   * Largest loss from a close within the horizon that came before it, as a positive fraction: expected, and not exceeded
   * in 95 % of cases; see engine/forecast/path-drawdown.ts. Missing in forecasts of before it was written down.
   */
  readonly drawdown?: { readonly expected: number; readonly quantile95: number };
  /** Chance that the price touches a level, as a simple return, at some time within the horizon; missing as drawdown. */
  readonly touching?: readonly { readonly level: number; readonly probability: number }[];
  /** What each kind of input contributes; null where the model reads none of it. Missing as drawdown. */
  readonly components?: Readonly<Record<ComponentName, ForecastComponent | null>>;
}

/** A forecast is given again from the ledger for so long, as long as nothing that it stands on has changed. */
export const FORECAST_LIFE_MS = 24 * 60 * 60 * 1000;

/** Whether a forecast was made just now or is given again from the ledger, and what the price has done since its last bar. */
export interface ForecastState {
  /** Of the forecast. */
  readonly id: string;
  readonly kind: 'fresh' | 'cached';
  /** Since it was made, in milliseconds; 0 for a fresh one. */
  readonly ageMs: number;
  /**
   * Where the caller knows a price of now that lies further from the last close than `limit`, as simple returns: bars
   * that tell of the move are missing, so a forecast of before is not given again, and even a fresh one starts from the
   * last bar.
   */
  readonly moved: { readonly price: number; readonly return: number; readonly limit: number } | null;
}

/**
 * The move of one bar that counts as significant, as a simple return: half the width of the forecast's own 80 % interval
 * in log return, brought from the horizon to one bar by the square root of time. Four of five bars stay within it.
 */
export function significantMove({ intervals, horizonBars }: Pick<Forecast, 'intervals' | 'horizonBars'>): number {
  const eighty = intervals.find(({ coverage }) => coverage === 0.8)!;
  const width = Math.log((1 + eighty.highReturn) / Math.max(1 + eighty.lowReturn, 1e-12));
  return Math.expm1(width / 2 / Math.sqrt(horizonBars));
}
