import type { EpochMs, Timeframe } from './bars.ts';
import type { EdgeCondition } from './evaluation.ts';
import type { LeakStage } from './leak-certificate.ts';

export const grades = ['STRONG BUY', 'BUY', 'HOLD', 'SELL', 'STRONG SELL', 'NO CALL'] as const;
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
  | { readonly kind: 'trend'; readonly bars: number; readonly return: number; readonly agrees: boolean }
  /** How often the instrument's own intervals held, over the days of the test slice, which no fit has seen. */
  | { readonly kind: 'calibration'; readonly nominal: number; readonly observed: number; readonly days: number };

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
  readonly intervals: readonly ForecastInterval[];
  /**
   * P(return over the horizon > 0), as the model gives it; that of a class model is calibrated, of the others only the intervals are. The distribution is
   * continuous, so ≥ 0 has the same probability.
   */
  readonly probabilityUp: number;
  /** P(return over the horizon ≥ threshold), for round thresholds. */
  readonly exceedance: readonly { readonly threshold: number; readonly probability: number }[];
  /** The probability that the model gives to the direction it points to: max(P(up), 1 - P(up)). */
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
}
