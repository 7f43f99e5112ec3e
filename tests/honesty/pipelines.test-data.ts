import type { Experiment, FeatureSpec, ModelSpec } from '#contract/model-spec.ts';
import { withCalibratedNetwork, type CalibratedNetwork } from '#engine/experiments/calibrate-network.ts';
import { computeFeatures } from '#engine/features/compute-features.ts';
import { buildDataset, type Dataset, type InstrumentInput } from '#engine/features/dataset.ts';
import { INVENTED_SERIES, inventHistory, shortSpec } from '#engine/features/invented-history.test-data.ts';
import { inventedSplit } from '#engine/forecast/invented-model.test-data.ts';
import { predictHistory } from '#engine/forecast/predict-history.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
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

/** Pooled instruments: one with every bar, one that trades on weekdays only, and one that began late. */
export const pool: readonly InstrumentInput[] = [
  history,
  inventHistory(
    12,
    Array.from({ length: BARS }, (_, day) => day).filter((day) => day % 7 < 5),
    'WEEKDAYS',
  ),
  inventHistory(
    13,
    Array.from({ length: BARS - 60 }, (_, i) => 60 + i),
    'LATE',
  ),
];

/** What a run has of a spec when its training ends; the weights are those that it began with. */
export function runWithoutTraining(modelSpec: ModelSpec, inputs: readonly InstrumentInput[]) {
  const experiment: Experiment = {
    format: 'almanac-experiment/1',
    instruments: inputs.map(({ symbol }) => symbol),
    spec: modelSpec,
    split: inventedSplit,
    seed: 1,
    backend: 'tfjs',
    costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
  };
  const dataset = buildDataset(modelSpec, inventedSplit, inputs);
  const graph = buildGraph(modelSpec, dataset.columnCount, dataset.instruments.length);
  const { parameterCount } = graph;
  const record = { engine: '', epochs: [], bestEpoch: 0, stoppedEarly: false, parameterCount, sequencesPerSecond: 0 };
  return { experiment, dataset, graph, trained: { weights: drawInitialWeights(graph, 1), record } };
}

/** A calibrated network and the dataset that it comes from. */
export interface Pipeline extends CalibratedNetwork {
  readonly dataset: Dataset;
}

/** Takes histories through the product's own code and hands what comes of them to `use`. */
export async function withPipeline<T>(
  modelSpec: ModelSpec,
  inputs: readonly InstrumentInput[],
  use: (pipeline: Pipeline) => Promise<T>,
): Promise<T> {
  const { experiment, dataset, graph, trained } = runWithoutTraining(modelSpec, inputs);
  return withCalibratedNetwork(experiment, dataset, graph, trained, (calibrated) => use({ ...calibrated, dataset }));
}

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

/** What the model says of its first horizon at each bar: quantiles, P(up), expected return and scale; NaN before the test part. */
export function forecastRows({ dataset, model, network }: Pipeline) {
  return async (input: InstrumentInput): Promise<Rows> => {
    const [forecasts] = await predictHistory(model, network, input, dataset.split.test.from);
    const { bar, scaledQuantiles, probabilityUp, expectedReturn, scale } = forecasts!;
    const levels = model.calibrators[0]!.levels.length;
    const width = levels + 3;
    const values = new Float64Array(input.bars.time.length * width).fill(NaN);
    bar.forEach((t, i) => {
      values.set(scaledQuantiles.subarray(i * levels, (i + 1) * levels), t * width);
      values.set([probabilityUp[i]!, expectedReturn[i]!, scale[i]!], t * width + levels);
    });
    return { values, width };
  };
}
