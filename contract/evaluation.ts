import type { EpochMs } from './bars.ts';

/** A number with its 95 % interval, by bootstrap over whole days in blocks. */
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
  /** Distinct bar times. */
  readonly days: number;
  /** Windows over all instruments. */
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

/** What the model did on the test slice, which no fit has seen, beside what needs no model. */
export interface Evaluation {
  readonly slice: Slice;
  readonly horizonBars: number;
  readonly direction: DirectionScore;
  readonly baselines: readonly DirectionScore[];
  /** Accuracy minus that of the best baseline, paired by day. */
  readonly skill: Estimate & { readonly versus: string };
  /** 'found' only when the whole interval of the skill lies above zero. */
  readonly edge: 'found' | 'none';
  readonly probability: {
    readonly brier: number;
    /** Brier score of always saying the calibration slice's base rate. */
    readonly baselineBrier: number;
    readonly expectedCalibrationError: number;
    readonly reliability: readonly ReliabilityBin[];
  };
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
