import type { Experiment } from '#contract/model-spec.ts';
import { describeSplit, type Dataset } from '../features/dataset.ts';
import { BUNDLE_FORMAT, type BundleManifest } from '../forecast/bundle.ts';
import { fitCalibrator } from '../forecast/calibrator.ts';
import { defaultGradePolicy } from '../forecast/grade.ts';
import { openNetwork } from '../inference/open-network.ts';
import { almanacVersion } from '../kernel/version.ts';
import type { Graph } from '../models/graph.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import type { TrainedNetwork } from '../training/train.ts';
import { evaluateModel } from '../evaluation/evaluate-model.ts';

/** A bundle that has yet to be given its version. */
export interface SealedModel {
  readonly onnx: Uint8Array;
  readonly manifest: Omit<BundleManifest, 'version'>;
}

/**
 * From a trained network to a bundle: ONNX file, calibration on the calibration slice, scores on the test
 * slice. Calibration and scores go through ONNX Runtime, so they describe the file that will be used.
 */
export async function sealModel(
  experiment: Experiment,
  dataHashes: Readonly<Record<string, string>>,
  dataset: Dataset,
  graph: Graph,
  trained: TrainedNetwork,
  createdAt: number,
): Promise<SealedModel> {
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
    const inputs = dataset.instruments.map(({ input }) => input);
    return {
      onnx,
      manifest: {
        format: BUNDLE_FORMAT,
        name: spec.name,
        createdAt,
        almanacVersion,
        ...model,
        dataHashes,
        gradePolicy: defaultGradePolicy,
        split: describeSplit(dataset),
        training: { ...trained.record, backend: experiment.backend },
        evaluation: await evaluateModel(model, network, inputs, dataset.split.test.from),
        versions: {
          almanac: almanacVersion,
          node: process.versions.node,
          platform: `${process.platform} ${process.arch}`,
          training: trained.record.engine,
          inference: network.engine,
        },
      },
    };
  } finally {
    await network.close();
  }
}
