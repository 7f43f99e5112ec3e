import type { Evaluation } from '#contract/evaluation.ts';
import { leakStages } from '#contract/leak-certificate.ts';
import type { ModelSpec, SplitSpec } from '#contract/model-spec.ts';
import { buildDataset, describeSplit, type Dataset, type InstrumentInput } from '../features/dataset.ts';
import { shortSpec } from '../features/invented-history.test-data.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import { countClasses } from '../features/label.ts';
import type { Calibrator } from './calibrator.ts';
import { BUNDLE_FORMAT, type BundleManifest } from './bundle.ts';
import { defaultGradePolicy } from './grade.ts';
import { fitLinearModels } from './linear-models/linear-models.ts';

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
  const graph = buildGraph(spec, dataset.columnCount, dataset.instruments.length);
  const onnx = exportOnnx(graph, drawInitialWeights(graph, 1), spec.name, '0.0.0');
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
    calibrators: spec.label.horizons.map(() => inventCalibrator(spec, dataset)),
    linearModels: spec.label.horizons.map((_, h) => fitLinearModels(dataset, h)),
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
    evaluations: spec.label.horizons.map((horizonBars) =>
      inventEvaluation(
        inputs.map(({ symbol }) => symbol),
        horizonBars,
        dataset.split.test.from,
        dataset.split.test.to,
      ),
    ),
    certificate: {
      instruments: [],
      cuts: 0,
      checks: leakStages.map((stage) => ({ stage, comparisons: 1, passed: true })),
      leaks: [],
      passed: true,
    },
    versions: { almanac: '0.0.0' },
  };
  return { manifest, onnx, dataset };
}

/** Widens a little where the head names quantiles; believes the network where it names classes. */
function inventCalibrator({ head, label }: ModelSpec, { split, parts }: Dataset): Calibrator {
  const levels = head.kind === 'quantiles' ? head.levels : [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];
  const base = {
    levels,
    samples: parts.calibration.windows.ends.length,
    baseRate: 0.5,
    fittedOn: { from: split.calibration.from, to: parts.calibration.outcomesUntil },
  };
  const classes = countClasses(label);
  if (classes === 0) return { kind: 'quantiles', ...base, offsets: levels.map((level) => 0.2 * (level - 0.5)) };
  const shares = new Array<number>(classes).fill(1 / classes);
  return {
    kind: 'classes',
    ...base,
    trust: 1,
    priors: { shares, weights: shares.map(() => 1) },
    shares,
    shapes: shares.map(() => [0.1, 0.25, 0.5, 0.75, 0.9, 0.95]),
  };
}

function inventEvaluation(symbols: readonly string[], horizonBars: number, from: number, to: number): Evaluation {
  const estimate = { value: 0.02, low: 0.01, high: 0.03 };
  return {
    slice: { from, to, days: 100, samples: 100 },
    timeframe: '1d',
    horizonBars,
    daysNeeded: 60,
    instruments: symbols.map((symbol) => ({
      symbol,
      days: 100,
      samples: 100,
      accuracy: 0.5,
      coverage: [0.5, 0.8, 0.95].map((nominal) => ({ nominal, observed: nominal })),
      price: { rmse: 1, mae: 0.8, mape: 0.02 },
    })),
    direction: { name: 'model', accuracy: estimate, mcc: estimate },
    baselines: [],
    skill: { ...estimate, versus: 'always-up' },
    edge: 'found',
    unmet: [],
    probability: {
      brier: 0.25,
      baselineBrier: 0.25,
      logisticBrier: 0.25,
      logLoss: 0.69,
      baselineLogLoss: 0.69,
      logisticLogLoss: 0.69,
      expectedCalibrationError: 0.02,
      calibrationErrorByLuck: 0.02,
      reliability: [],
    },
    classes: null,
    intervals: [0.5, 0.8, 0.95].map((nominal) => ({
      nominal,
      coverage: { value: nominal, low: nominal - 0.02, high: nominal + 0.02 },
      meanWidth: 0.1,
      baselineCoverage: nominal,
      baselineMeanWidth: 0.1,
    })),
    pinball: { model: 0.3, historicalVolatility: 0.3, skill: estimate },
    crps: { model: 0.5, historicalVolatility: 0.5 },
    returns: {
      rmse: 0.03,
      mae: 0.02,
      mape: 0.02,
      driftRmse: 0.03,
      driftMae: 0.02,
      driftMape: 0.02,
      ridgeRmse: 0.03,
      ridgeMae: 0.02,
      ridgeMape: 0.02,
    },
    rolling: null,
    adaptive: [],
    grades: { grades: [], alwaysIn: { returnAfterCosts: estimate, hitRate: estimate }, cost: 0.002 },
    directionTest: null,
    lossTests: [],
    bootstrap: { replicates: 1000, blockDays: 3, seed: 1 },
  };
}
