import type { EpochMs } from '#contract/bars.ts';
import { computeFeatures } from '../features/compute-features.ts';
import { isWindowUsable, scaleFeatures, type InstrumentInput } from '../features/dataset.ts';
import { computeLabels } from '../features/label.ts';
import type { InferenceNetwork } from '../inference/open-network.ts';
import type { BundleManifest } from './bundle.ts';
import { findScalers } from './find-scalers.ts';
import { describeReturn } from './return-outlook.ts';

/** What the model would have said at the close of each bar of a span, in columns. */
export interface HistoricalForecasts {
  /** [bars] Index in the instrument's bars. */
  readonly bar: Int32Array;
  readonly time: Float64Array;
  /** [bars × levels] Calibrated, in units of the scaled label. */
  readonly scaledQuantiles: Float64Array;
  readonly probabilityUp: Float64Array;
  /** Simple return over the horizon. */
  readonly expectedReturn: Float64Array;
  /** [bars] Log return per unit of the scaled label. */
  readonly scale: Float64Array;
  /** [bars] ln(close[t+h] / close[t]); NaN where the outcome is not known yet. */
  readonly outcome: Float64Array;
}

export type PredictionParts = Pick<BundleManifest, 'features' | 'scalers' | 'calibrator' | 'experiment'>;

/**
 * Forecasts at every bar from `from` on, none of which any fit has seen; bars whose window lacks a value are left out.
 * Errors: honesty/fitted-on-the-future where a scaler or the calibrator saw bars at or after `from`,
 * forecast/unknown-instrument.
 */
export async function predictHistory(
  model: PredictionParts,
  network: InferenceNetwork,
  input: InstrumentInput,
  from: EpochMs,
): Promise<HistoricalForecasts> {
  const { spec } = model.experiment;
  const scalers = findScalers(model, input.symbol, from);
  const time = input.bars.time;
  const table = computeFeatures(model.features, input);
  const labels = computeLabels(input.bars.close, spec.label);
  const bar = Int32Array.from(time.keys()).filter(
    (t) => time[t]! >= from && isWindowUsable(table, labels, spec.windowBars, t),
  );
  const outputs = await network.run({
    features: scaleFeatures(table, scalers, time.length),
    featureCount: table.columns.length,
    windowBars: spec.windowBars,
    ends: bar,
    labels: new Float32Array(bar.length),
  });

  const width = model.calibrator.levels.length;
  const scaledQuantiles = new Float64Array(bar.length * width);
  const probabilityUp = new Float64Array(bar.length);
  const expectedReturn = new Float64Array(bar.length);
  bar.forEach((t, i) => {
    const row = outputs.subarray(i * width, (i + 1) * width);
    const outlook = describeReturn(model.calibrator, row, labels.scale[t]!);
    scaledQuantiles.set(outlook.scaledQuantiles, i * width);
    probabilityUp[i] = outlook.probabilityUp;
    expectedReturn[i] = outlook.expectedReturn;
  });
  const pick = (column: Float64Array): Float64Array => Float64Array.from(bar, (t) => column[t]!);
  return {
    bar,
    time: pick(time),
    scaledQuantiles,
    probabilityUp,
    expectedReturn,
    scale: pick(labels.scale),
    outcome: pick(labels.logReturn),
  };
}
