import type { EpochMs } from '#contract/bars.ts';
import type { Distribution } from '#contract/distribution.ts';

/** What every calibrator says of itself. */
export interface CalibratorBase {
  /** Quantile levels that are shown and scored, ascending. */
  readonly levels: readonly number[];
  readonly samples: number;
  /** Share of outcomes above zero on the calibration slice: what someone without a model would say. */
  readonly baseRate: number;
  readonly fittedOn: { readonly from: EpochMs; readonly to: EpochMs };
}

/** What a calibrator is fitted on. */
export interface CalibrationSlice {
  readonly from: EpochMs;
  /** Time of the last bar that any outcome looks at. */
  readonly to: EpochMs;
  /** Distinct bar times at which there are windows; pooled instruments share them. */
  readonly bars: number;
  readonly horizonBars: number;
  /** [samples * outputs of the horizon] What the network said, as its ONNX file gives it. */
  readonly outputs: Float32Array;
  /** [samples] ln(close[t+h] / close[t]) */
  readonly logReturn: Float64Array;
  /** [samples] Log return per unit of the scaled return. */
  readonly scale: Float64Array;
}

/** What the train part says of the classes of a label, which the network has learned. */
export interface ClassPriors {
  /** [classes] Share of each class. */
  readonly shares: readonly number[];
  /** [classes] What the loss of each was multiplied by. */
  readonly weights: readonly number[];
}

/** A row of outputs as a distribution. */
export interface ReadOutputs {
  /** Of the scaled return. */
  readonly distribution: Distribution;
  /** Quantiles of the scaled return at the calibrator's levels. */
  readonly quantiles: Float64Array;
  /** Probability of each class of the label; empty where it is a number. */
  readonly classes: readonly number[];
}
