import { computeFeatures } from '#engine/features/compute-features.ts';
import { scaleFeatures, type InstrumentInput } from '#engine/features/dataset.ts';
import type { FeatureSpec } from '#contract/model-spec.ts';
import { INVENTED_SERIES, inventHistory, shortSpec } from '#engine/features/invented-history.test-data.ts';
import { fitScaler } from '#engine/features/scalers/scaler.ts';
import type { TrainInterval } from '#engine/features/split.ts';
import { inventModel } from '#engine/forecast/invented-model.test-data.ts';
import { predictHistory } from '#engine/forecast/predict-history.ts';
import type { InferenceNetwork } from '#engine/inference/open-network.ts';
import type { Rows } from './leak-check.ts';

/** Features of each kind of data and all scalers, with averages short enough for a short history. */
export const spec = shortSpec({
  features: [
    { kind: 'return', scaler: 'standard', params: {}, optional: false },
    { kind: 'volume-change', scaler: 'standard', params: {}, optional: false },
    { kind: 'sentiment', scaler: 'min-max', params: {}, optional: false },
    { kind: 'rsi', scaler: 'min-max', params: { bars: 3 }, optional: false },
    { kind: 'macd', scaler: 'robust', params: { fastBars: 2, slowBars: 5, signalBars: 2 }, optional: false },
    { kind: 'candle-shape', scaler: 'none', params: {}, optional: false },
    { kind: 'series-change', scaler: 'standard', params: { bars: 2 }, optional: false, series: INVENTED_SERIES },
  ],
});

export const BARS = 320;
export const history = inventHistory(11, BARS);
export const { manifest, onnx, dataset } = inventModel([history], spec);

/** Index of the first bar of the test part. */
export const firstTestBar = history.bars.time.indexOf(dataset.split.test.from);
/** Index of the last bar of the train part. */
export const lastTrainBar = history.bars.time.indexOf(dataset.split.train.to);

/** The columns of one feature. */
export function featureRows(feature: FeatureSpec) {
  return (input: InstrumentInput): Rows => {
    const { columns } = computeFeatures([feature], input);
    const width = columns.length;
    const values = new Float64Array(input.bars.time.length * width);
    columns.forEach((column, c) => {
      column.forEach((value, t) => (values[t * width + c] = value));
    });
    return { values, width };
  };
}

/** The scaled rows that windows are cut from, with scalers fitted on `train`. */
export function scaledRows(train: TrainInterval) {
  return (input: InstrumentInput): Rows => {
    const table = computeFeatures(spec.features, input);
    const { time } = input.bars;
    const scalers = table.columns.map((column, c) =>
      fitScaler(spec.features[table.featureOf[c]!]!.scaler, column, time, train),
    );
    return { values: scaleFeatures(table, scalers, time.length), width: scalers.length };
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
