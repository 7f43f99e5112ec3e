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
  /** Errors of the expected price in the instrument's currency, adjusted as its bars are, and in units of the price. */
  readonly price: { readonly rmse: number; readonly mae: number; readonly mape: number };
}

/** Whether something is better than chance; null where it cannot be told. One-sided: a small p speaks for the model. */
export interface SignificanceTest {
  /** Above zero where the model is better. */
  readonly statistic: number;
  /** Chance of so large a statistic where there is no difference. */
  readonly pValue: number;
  /** Days back over which values depend on each other. */
  readonly lagDays: number;
}

/** Diebold–Mariano: are the losses of the model lower than those of what it is held against? */
export interface LossTest {
  readonly loss: 'squared-error' | 'brier' | 'pinball';
  readonly versus: 'drift' | 'ridge' | 'base-rate' | 'logistic' | 'historical-volatility';
  readonly test: SignificanceTest | null;
}

/** The grades that a distribution alone can give, strongest buy first; a forecast may also make no call. */
export const calls = ['STRONG BUY', 'BUY', 'HOLD', 'SELL', 'STRONG SELL'] as const;
export type Call = (typeof calls)[number];

/** What a grade did on the test slice, where every call was taken; see engine/evaluation/score-grades.ts. */
export interface GradeScore {
  readonly grade: Call;
  readonly count: number;
  /** Days on which it was given. */
  readonly days: number;
  /** Mean simple return over the horizon after it, before costs and whichever way it went. */
  readonly marketReturn: Estimate;
  /** The same of who took the call, after costs; null for HOLD, which takes none. */
  readonly returnAfterCosts: Estimate | null;
  /** Share of calls after which the price went the way of the call; null for HOLD. */
  readonly hitRate: Estimate | null;
}

export interface GradeReport {
  /** Those that occurred, strongest buy first. */
  readonly grades: readonly GradeScore[];
  /** Buying at every bar and leaving at the horizon. */
  readonly alwaysIn: { readonly returnAfterCosts: Estimate; readonly hitRate: Estimate };
  /** Simple return that both fills of a call cost. */
  readonly cost: number;
}

/** How the coverage of an interval holds over time; see engine/evaluation/rolling-coverage.ts. */
export interface RollingCoverage {
  readonly nominal: number;
  /** Bars of a window. */
  readonly bars: number;
  readonly tolerance: number;
  readonly windows: number;
  /** Share of windows whose coverage lies within the tolerance of the nominal one. */
  readonly withinShare: number;
  /** The same of a forecaster who knows the distribution, by simulation. */
  readonly idealShare: number;
  readonly lowest: number;
  readonly highest: number;
  /** Instruments that have a window. */
  readonly instruments: number;
  /** Those of them whose coverage, averaged over their windows, lies within the tolerance. */
  readonly instrumentsWithin: number;
  /** Mean over instruments, at no more than 120 times. */
  readonly curve: readonly { readonly time: EpochMs; readonly coverage: number }[];
}

/** What adaptive conformal inference would have made of an interval. */
export interface AdaptiveScore {
  readonly nominal: number;
  readonly coverage: number;
  /** Mean width in log return. */
  readonly meanWidth: number;
  /** As RollingCoverage.withinShare; null but for the interval that is followed. */
  readonly rollingWithinShare: number | null;
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
    /** Of logistic regression on the same features. */
    readonly logisticBrier: number;
    readonly logLoss: number;
    readonly baselineLogLoss: number;
    readonly logisticLogLoss: number;
    readonly expectedCalibrationError: number;
    /**
     * The error that probabilities which are right would show on as many days by luck: how far the bins swing about their
     * own values from one resample of days to another, on average.
     */
    readonly calibrationErrorByLuck: number;
    readonly reliability: readonly ReliabilityBin[];
  };
  /** Of models with a trend label; null for the others. */
  readonly classes: ClassReport | null;
  readonly intervals: readonly IntervalScore[];
  /** Mean pinball loss over all levels, in units of the scaled label; skill = 1 - model / baseline. */
  readonly pinball: { readonly model: number; readonly historicalVolatility: number; readonly skill: Estimate };
  /** Continuous ranked probability score, in units of the scaled label. */
  readonly crps: { readonly model: number; readonly historicalVolatility: number };
  /** Errors of the expected simple return over the horizon; mape is that of the price. */
  readonly returns: {
    readonly rmse: number;
    readonly mae: number;
    readonly mape: number;
    readonly driftRmse: number;
    readonly driftMae: number;
    readonly driftMape: number;
    /** Of ridge regression on the same features. */
    readonly ridgeRmse: number;
    readonly ridgeMae: number;
    readonly ridgeMape: number;
  };
  /** Null where no instrument has enough bars, or the model no 90 % interval. */
  readonly rolling: RollingCoverage | null;
  /** What an adaptive update of the levels would have made of the intervals. */
  readonly adaptive: readonly AdaptiveScore[];
  readonly grades: GradeReport;
  /** Pesaran–Timmermann test of the direction; null where the model always says the same. */
  readonly directionTest: SignificanceTest | null;
  readonly lossTests: readonly LossTest[];
  readonly bootstrap: { readonly replicates: number; readonly blockDays: number; readonly seed: number };
}
