import type { EpochMs, Timeframe } from './bars.ts';

/**
 * A number with its 95 % interval, by bootstrap over whole days in blocks. Where the slice has fewer days than
 * `Evaluation.daysNeeded` the interval is unknown: low and high are then the bounds of the statistic itself.
 */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface DirectionScore {
  readonly name: string;
  /** Share of right directions; a flat outcome counts as "not up". */
  readonly accuracy: Estimate;
  /** Matthews correlation coefficient. */
  readonly mcc: Estimate;
}

export interface Slice {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Distinct days of UTC that have bars. */
  readonly days: number;
  /** Windows over all instruments, and over all seeds where a walk-forward has several. */
  readonly samples: number;
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanProbability: number;
  readonly observedFrequency: number;
}

export interface IntervalScore {
  readonly nominal: number;
  readonly coverage: Estimate;
  /** Mean width in log return. */
  readonly meanWidth: number;
  /** The same of the historical-volatility baseline. */
  readonly baselineCoverage: number;
  readonly baselineMeanWidth: number;
}

/** What one instrument contributes to the pooled numbers. */
export interface InstrumentScore {
  readonly symbol: string;
  readonly days: number;
  readonly samples: number;
  /** Share of right directions. */
  readonly accuracy: number;
  /** Share of outcomes inside each central interval. */
  readonly coverage: readonly { readonly nominal: number; readonly observed: number }[];
}

/** 'unknown' where the slice has too few days to tell. The rule is in engine/evaluation/judge-edge.ts. */
export type Edge = 'found' | 'none' | 'unknown';

/** What an edge needs: skill above zero, MCC above zero, a Brier score below that of the base rate. */
export type EdgeCondition = 'skill' | 'correlation' | 'brier';

/** The classes of a trend label, in the order of their places. */
export const trendClasses = ['down', 'flat', 'up'] as const;
export type TrendClass = (typeof trendClasses)[number];

/** One class against the rest. Precision and recall are 0 where there is nothing to divide by. */
export interface ClassScore {
  readonly name: TrendClass;
  /** Outcomes of this class. */
  readonly support: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What a model with a trend label did with its three classes; the class said is the most probable one. */
export interface ClassReport {
  readonly classes: readonly ClassScore[];
  /** Samples by [actual][said], both in the order of `classes`. */
  readonly confusion: readonly (readonly number[])[];
  readonly accuracy: Estimate;
  /** Share of right answers of always saying the class that is most frequent on this very slice. */
  readonly majorityAccuracy: number;
  /** Mean of f1 over the classes, each counting alike. */
  readonly macroF1: number;
  /** Mean of -ln P(class that came). */
  readonly logLoss: number;
  /** The same of always saying the shares of the classes on the calibration slice. */
  readonly baselineLogLoss: number;
}

/** What the model did on the test slice, which no fit has seen, beside what needs no model. */
export interface Evaluation {
  readonly slice: Slice;
  readonly timeframe: Timeframe;
  readonly horizonBars: number;
  /** Fewest days from which an interval can be told; see Estimate. */
  readonly daysNeeded: number;
  /** Everything below `instruments` is pooled over these. */
  readonly instruments: readonly InstrumentScore[];
  readonly direction: DirectionScore;
  readonly baselines: readonly DirectionScore[];
  /** Accuracy minus that of the best baseline, paired by day. */
  readonly skill: Estimate & { readonly versus: string };
  readonly edge: Edge;
  /** The conditions that failed; empty unless the edge is 'none'. */
  readonly unmet: readonly EdgeCondition[];
  readonly probability: {
    readonly brier: number;
    /** Brier score of always saying the base rate of the model's own calibration slice. */
    readonly baselineBrier: number;
    readonly expectedCalibrationError: number;
    readonly reliability: readonly ReliabilityBin[];
  };
  /** Of models with a trend label; null for the others. */
  readonly classes: ClassReport | null;
  readonly intervals: readonly IntervalScore[];
  /** Mean pinball loss over all levels, in units of the scaled label; skill = 1 - model / baseline. */
  readonly pinball: { readonly model: number; readonly historicalVolatility: number; readonly skill: Estimate };
  readonly returns: {
    readonly rmse: number;
    readonly mae: number;
    readonly driftRmse: number;
    readonly driftMae: number;
  };
  readonly bootstrap: { readonly replicates: number; readonly blockDays: number; readonly seed: number };
}
