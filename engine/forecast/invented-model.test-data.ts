import type { Evaluation } from '#contract/evaluation.ts';
import type { ModelSpec, SplitSpec } from '#contract/model-spec.ts';
import { buildDataset, describeSplit, type Dataset, type InstrumentInput } from '../features/dataset.ts';
import { shortSpec } from '../features/invented-history.test-data.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import { BUNDLE_FORMAT, type BundleManifest } from './bundle.ts';
import { defaultGradePolicy } from './grade.ts';

export const inventedSplit: SplitSpec = { train: 0.5, validation: 0.15, calibration: 0.15, embargoBars: 2 };

/**
 * A model of these histories that was never trained: scalers as a run would fit them, initial weights, and a
 * calibrator that widens a little. Good enough for everything but being right.
 */
export function inventModel(
  inputs: readonly InstrumentInput[],
  spec: ModelSpec = shortSpec(),
  splitSpec: SplitSpec = inventedSplit,
): { manifest: BundleManifest; onnx: Uint8Array; dataset: Dataset } {
  const dataset = buildDataset(spec, splitSpec, inputs);
  const graph = buildGraph(spec, dataset.columnCount);
  const onnx = exportOnnx(graph, drawInitialWeights(graph, 1), spec.name, '0.0.0');
  const { levels } = spec.head;
  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    name: spec.name,
    version: 1,
    createdAt: Date.UTC(2025, 0, 1),
    almanacVersion: '0.0.0',
    experiment: {
      format: 'almanac-experiment/1',
      instruments: inputs.map(({ symbol }) => symbol),
      spec,
      split: splitSpec,
      seed: 1,
      backend: 'tfjs',
      costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
    },
    dataHashes: Object.fromEntries(inputs.map(({ symbol }) => [symbol, '00'])),
    features: [...dataset.features],
    scalers: Object.fromEntries(dataset.instruments.map(({ input, scalers }) => [input.symbol, [...scalers]])),
    calibrator: {
      levels: [...levels],
      offsets: levels.map((level) => 0.2 * (level - 0.5)),
      samples: dataset.parts.calibration.windows.ends.length,
      baseRate: 0.5,
      fittedOn: { from: dataset.split.calibration.from, to: dataset.parts.calibration.outcomesUntil },
    },
    gradePolicy: defaultGradePolicy,
    split: describeSplit(dataset),
    training: {
      backend: 'tfjs',
      engine: 'none',
      epochs: [],
      bestEpoch: 0,
      stoppedEarly: false,
      parameterCount: graph.parameterCount,
      sequencesPerSecond: 0,
    },
    evaluation: inventEvaluation(
      inputs.map(({ symbol }) => symbol),
      dataset.split.test.from,
      dataset.split.test.to,
    ),
    versions: { almanac: '0.0.0' },
  };
  return { manifest, onnx, dataset };
}

function inventEvaluation(symbols: readonly string[], from: number, to: number): Evaluation {
  const estimate = { value: 0.02, low: 0.01, high: 0.03 };
  return {
    slice: { from, to, days: 100, samples: 100 },
    horizonBars: 3,
    daysNeeded: 60,
    instruments: symbols.map((symbol) => ({
      symbol,
      days: 100,
      samples: 100,
      accuracy: 0.5,
      coverage: [0.5, 0.8, 0.95].map((nominal) => ({ nominal, observed: nominal })),
    })),
    direction: { name: 'model', accuracy: estimate, mcc: estimate },
    baselines: [],
    skill: { ...estimate, versus: 'always-up' },
    edge: 'found',
    unmet: [],
    probability: { brier: 0.25, baselineBrier: 0.25, expectedCalibrationError: 0.02, reliability: [] },
    intervals: [0.5, 0.8, 0.95].map((nominal) => ({
      nominal,
      coverage: { value: nominal, low: nominal - 0.02, high: nominal + 0.02 },
      meanWidth: 0.1,
      baselineCoverage: nominal,
      baselineMeanWidth: 0.1,
    })),
    pinball: { model: 0.3, historicalVolatility: 0.3, skill: estimate },
    returns: { rmse: 0.03, mae: 0.02, driftRmse: 0.03, driftMae: 0.02 },
    bootstrap: { replicates: 1000, blockDays: 3, seed: 1 },
  };
}
