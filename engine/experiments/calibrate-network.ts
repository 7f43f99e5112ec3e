import type { Experiment } from '#contract/model-spec.ts';
import type { Dataset } from '../features/dataset.ts';
import { fitCalibrator, measurePriors } from '../forecast/calibrator.ts';
import type { CalibrationSlice } from '../forecast/calibrators/calibration.ts';
import { fitLinearModels } from '../forecast/linear-models/linear-models.ts';
import type { PredictionParts } from '../forecast/predict-history.ts';
import { openNetwork, type InferenceNetwork } from '../inference/open-network.ts';
import { almanacVersion } from '../kernel/version.ts';
import type { Graph } from '../models/graph.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import type { TrainedNetwork } from '../training/train.ts';

/** A network as an ONNX file, open in ONNX Runtime, with all that turns its outputs into forecasts. */
export interface CalibratedNetwork {
  readonly onnx: Uint8Array;
  readonly network: InferenceNetwork;
  readonly model: PredictionParts;
}

/**
 * Writes a trained network as an ONNX file, fits a calibrator for each horizon on the calibration slice, hands it to `use` and closes
 * it again. From here on only ONNX Runtime is asked, so that what is said of the network describes the file.
 */
export async function withCalibratedNetwork<T>(
  experiment: Experiment,
  dataset: Dataset,
  graph: Graph,
  trained: TrainedNetwork,
  use: (calibrated: CalibratedNetwork) => Promise<T>,
): Promise<T> {
  const { spec } = experiment;
  const onnx = exportOnnx(graph, trained.weights, spec.name, almanacVersion);
  const network = await openNetwork(onnx);
  try {
    const { calibration, train } = dataset.parts;
    const priors = measurePriors(spec.label, train.windows.labels, dataset.classWeights);
    const outputs = await network.run(calibration.windows);
    const model = {
      experiment,
      features: [...dataset.features],
      scalers: Object.fromEntries(dataset.instruments.map(({ input, scalers }) => [input.symbol, [...scalers]])),
      calibrators: spec.label.horizons.map((_, h) =>
        fitCalibrator(spec, describeSlice(dataset, h, outputs), priors?.[h] ?? null),
      ),
      linearModels: spec.label.horizons.map((_, h) => fitLinearModels(dataset, h)),
    };
    return await use({ onnx, network, model });
  } finally {
    await network.close();
  }
}

/** Distinct bar times of the calibration slice, and the horizon at that place. */
export function measureCalibration(
  { parts, instruments }: Dataset,
  horizon: number,
): { readonly bars: number; readonly horizonBars: number } {
  const { origins } = parts.calibration;
  const times = Array.from(origins.bar, (bar, s) => instruments[origins.instrument[s]!]!.input.bars.time[bar]!);
  return { bars: new Set(times).size, horizonBars: instruments[0]!.labels.horizons[horizon]!.horizonBars };
}

/** What the calibrator of the horizon at that place is fitted on; `outputs` are those of all horizons. */
function describeSlice(dataset: Dataset, horizon: number, outputs: Float32Array): CalibrationSlice {
  const { parts, split, instruments } = dataset;
  const { origins, outcomesUntil, windows } = parts.calibration;
  const samples = [...origins.bar.keys()];
  const bars = samples.map((s) => ({ bar: origins.bar[s]!, ...instruments[origins.instrument[s]!]! }));
  const width = outputs.length / (samples.length * windows.horizons);
  const own = new Float32Array(samples.length * width);
  for (const s of samples) {
    const from = (s * windows.horizons + horizon) * width;
    own.set(outputs.subarray(from, from + width), s * width);
  }
  return {
    from: split.calibration.from,
    to: outcomesUntil,
    ...measureCalibration(dataset, horizon),
    outputs: own,
    logReturn: Float64Array.from(bars, ({ labels, bar }) => labels.horizons[horizon]!.logReturn[bar]!),
    scale: Float64Array.from(bars, ({ labels, bar }) => labels.horizons[horizon]!.scale[bar]!),
  };
}
