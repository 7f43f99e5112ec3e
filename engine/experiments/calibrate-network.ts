import type { Experiment } from '#contract/model-spec.ts';
import type { Dataset } from '../features/dataset.ts';
import { fitCalibrator } from '../forecast/calibrator.ts';
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
 * Writes a trained network as an ONNX file, fits its quantiles on the calibration slice, hands it to `use` and closes
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
    const { calibration } = dataset.parts;
    const calibrationTimes = Array.from(
      calibration.origins.bar,
      (bar, s) => dataset.instruments[calibration.origins.instrument[s]!]!.input.bars.time[bar]!,
    );
    const outputs = await network.run(calibration.windows);
    const calibrator = fitCalibrator(graph.levels, outputs, calibration.windows.labels, {
      from: dataset.split.calibration.from,
      to: calibration.outcomesUntil,
      bars: new Set(calibrationTimes).size,
      horizonBars: spec.label.horizonBars,
    });
    const model = {
      experiment,
      features: [...dataset.features],
      scalers: Object.fromEntries(dataset.instruments.map(({ input, scalers }) => [input.symbol, [...scalers]])),
      calibrator: { ...calibrator, levels: [...calibrator.levels], offsets: [...calibrator.offsets] },
    };
    return await use({ onnx, network, model });
  } finally {
    await network.close();
  }
}
