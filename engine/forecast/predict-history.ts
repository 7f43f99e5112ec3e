import type { EpochMs } from '#contract/bars.ts';
import { computeFeatures } from '../features/compute-features.ts';
import { isWindowUsable, placeOf, scaleFeatures, type InstrumentInput } from '../features/dataset.ts';
import { computeLabels, countClasses } from '../features/label.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { BundleManifest } from './bundle.ts';
import { findScalers } from './find-scalers.ts';
import { readLinearModels } from './linear-models/linear-models.ts';
import { describeReturn } from './return-outlook.ts';

/** What the model would have said of one horizon at the close of each bar of a span, in columns. */
export interface HistoricalForecasts {
  /** [bars] Index in the instrument's bars. */
  readonly bar: Int32Array;
  readonly time: Float64Array;
  /** [bars × levels] Calibrated, in units of the scaled return. */
  readonly scaledQuantiles: Float64Array;
  readonly probabilityUp: Float64Array;
  /** Simple return over the horizon. */
  readonly expectedReturn: Float64Array;
  /** Of the simple return over the horizon. */
  readonly variance: Float64Array;
  /** P(up) and simple return by the linear models on the same features. */
  readonly logisticUp: Float64Array;
  readonly ridgeReturn: Float64Array;
  /** [bars × classes] Probabilities of the label's classes; empty where it is a number. */
  readonly classes: Float64Array;
  /** [bars] Log return per unit of the scaled return. */
  readonly scale: Float64Array;
  /** [bars] ln(close[t+h] / close[t]); NaN where the outcome is not known yet. */
  readonly outcome: Float64Array;
}

export type PredictionParts = Pick<
  BundleManifest,
  'features' | 'scalers' | 'calibrators' | 'linearModels' | 'experiment'
>;

/**
 * Forecasts at every bar from `from` on, none of which any fit has seen; bars whose window lacks a value are left out.
 * Returns those of each horizon, in the order of the label.
 * Errors: honesty/fitted-on-the-future where a scaler, a calibrator or a linear model saw bars at or after `from`,
 * forecast/unknown-instrument.
 */
export async function predictHistory(
  model: PredictionParts,
  network: InferenceNetwork,
  input: InstrumentInput,
  from: EpochMs,
): Promise<HistoricalForecasts[]> {
  const { spec } = model.experiment;
  const scalers = findScalers(model, input.symbol, from);
  const time = input.bars.time;
  const table = computeFeatures(model.features, input);
  const labels = computeLabels(input.bars.close, spec);
  const bar = Int32Array.from(time.keys()).filter(
    (t) => time[t]! >= from && isWindowUsable(table, labels, spec.windowBars, t),
  );
  const place = placeOf(spec, Object.keys(model.scalers), input.symbol);
  const rows = scaleFeatures(table, scalers, time.length, place);
  const width = rows.length / time.length;
  const outputs = await network.run({
    features: rows,
    featureCount: width,
    windowBars: spec.windowBars,
    ends: bar,
  });

  const horizons = spec.label.horizons.length;
  const outputWidth = outputs.length / (bar.length * horizons);
  const classCount = countClasses(spec.label);
  return labels.horizons.map(({ logReturn, scale }, h) => {
    const calibrator = model.calibrators[h]!;
    const levels = calibrator.levels.length;
    const scaledQuantiles = new Float64Array(bar.length * levels);
    const probabilityUp = new Float64Array(bar.length);
    const expectedReturn = new Float64Array(bar.length);
    const variance = new Float64Array(bar.length);
    const logisticUp = new Float64Array(bar.length);
    const ridgeReturn = new Float64Array(bar.length);
    const classes = new Float64Array(bar.length * classCount);
    bar.forEach((t, i) => {
      const row = outputs.subarray((i * horizons + h) * outputWidth, (i * horizons + h + 1) * outputWidth);
      const outlook = describeReturn(calibrator, spec.label, row, scale[t]!);
      scaledQuantiles.set(outlook.scaledQuantiles, i * levels);
      probabilityUp[i] = outlook.probabilityUp;
      expectedReturn[i] = outlook.expectedReturn;
      variance[i] = outlook.variance;
      const linear = readLinearModels(model.linearModels[h]!, rows, t * width, scale[t]!);
      logisticUp[i] = linear.probabilityUp;
      ridgeReturn[i] = linear.expectedReturn;
      classes.set(outlook.classes, i * classCount);
    });
    const pick = (column: Float64Array): Float64Array => Float64Array.from(bar, (t) => column[t]!);
    return {
      bar,
      time: pick(time),
      scaledQuantiles,
      probabilityUp,
      expectedReturn,
      variance,
      logisticUp,
      ridgeReturn,
      classes,
      scale: pick(scale),
      outcome: pick(logReturn),
    };
  });
}
