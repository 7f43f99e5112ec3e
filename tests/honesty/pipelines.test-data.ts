import { computeFeatures } from '#engine/features/compute-features.ts';
import { scaleFeatures, type InstrumentInput } from '#engine/features/dataset.ts';
import type { FeatureKind, FeatureParams } from '#engine/features/feature-kind.ts';
import { inventHistory, shortSpec } from '#engine/features/invented-history.test-data.ts';
import { fitScaler } from '#engine/features/scalers/scaler.ts';
import type { TrainInterval } from '#engine/features/split.ts';
import { inventModel } from '#engine/forecast/invented-model.test-data.ts';
import { predictHistory } from '#engine/forecast/predict-history.ts';
import type { InferenceNetwork } from '#engine/inference/open-network.ts';
import type { Rows } from './leak-check.ts';

/** All kinds of features, with averages short enough for a short history. */
export const spec = shortSpec({
  features: [
    { kind: 'return', scaler: 'standard', params: {}, optional: false },
    { kind: 'volume-change', scaler: 'standard', params: {}, optional: false },
    { kind: 'sentiment', scaler: 'min-max', params: {}, optional: false },
    { kind: 'rsi', scaler: 'min-max', params: { bars: 3 }, optional: false },
    { kind: 'macd', scaler: 'standard', params: { fastBars: 2, slowBars: 5 }, optional: false },
  ],
});

export const BARS = 320;
export const history = inventHistory(11, BARS);
export const { manifest, onnx, dataset } = inventModel([history], spec);

/** Index of the first bar of the test part. */
export const firstTestBar = history.bars.time.indexOf(dataset.split.test.from);
/** Index of the last bar of the train part. */
export const lastTrainBar = history.bars.time.indexOf(dataset.split.train.to);

/** A column of one feature. */
export function featureRows(kind: Pick<FeatureKind, 'compute'>, params: FeatureParams) {
  return (input: InstrumentInput): Rows => ({ values: kind.compute(input, params), width: 1 });
}

/** The scaled rows that windows are cut from, with scalers fitted on `train`. */
export function scaledRows(train: TrainInterval) {
  return (input: InstrumentInput): Rows => {
    const table = computeFeatures(spec.features, input);
    const { time } = input.bars;
    const scalers = spec.features.map(({ scaler }, c) => fitScaler(scaler, table.columns[c]!, time, train));
    return { values: scaleFeatures(table, scalers, time.length), width: spec.features.length };
  };
}

/** What the model says at each bar: quantiles, P(up), expected return and scale; NaN before the test part. */
export function forecastRows(network: InferenceNetwork) {
  return async (input: InstrumentInput): Promise<Rows> => {
    const forecasts = await predictHistory(manifest, network, input, dataset.split.test.from);
    const levels = manifest.calibrator.levels.length;
    const width = levels + 3;
    const values = new Float64Array(input.bars.time.length * width).fill(NaN);
    forecasts.bar.forEach((t, i) => {
      values.set(forecasts.scaledQuantiles.subarray(i * levels, (i + 1) * levels), t * width);
      values.set([forecasts.probabilityUp[i]!, forecasts.expectedReturn[i]!, forecasts.scale[i]!], t * width + levels);
    });
    return { values, width };
  };
}
