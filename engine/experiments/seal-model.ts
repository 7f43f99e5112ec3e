import type { Experiment } from '#contract/model-spec.ts';
import { describeSplit, type Dataset } from '../features/dataset.ts';
import { BUNDLE_FORMAT, type BundleManifest } from '../forecast/bundle.ts';
import { defaultGradePolicy } from '../forecast/grade.ts';
import { deriveSeed } from '../kernel/random.ts';
import { almanacVersion } from '../kernel/version.ts';
import type { Graph } from '../models/graph.ts';
import type { TrainedNetwork } from '../training/train.ts';
import { evaluateModel } from '../evaluation/evaluate-model.ts';
import { certify } from '../evaluation/leak-certificate/certify.ts';
import { withCalibratedNetwork } from './calibrate-network.ts';

/** A bundle that has yet to be given its version. */
export interface SealedModel {
  readonly onnx: Uint8Array;
  readonly weights: Float32Array;
  readonly manifest: Omit<BundleManifest, 'version'>;
}

/** From a trained network to a bundle: ONNX file, calibration on the calibration slice, scores on the test slice, leak certificate. */
export function sealModel(
  experiment: Experiment,
  dataHashes: Readonly<Record<string, string>>,
  dataset: Dataset,
  graph: Graph,
  trained: TrainedNetwork,
  createdAt: number,
): Promise<SealedModel> {
  return withCalibratedNetwork(experiment, dataset, graph, trained, async ({ onnx, network, model }) => {
    const inputs = dataset.instruments.map(({ input }) => input);
    return {
      onnx,
      weights: trained.weights,
      manifest: {
        format: BUNDLE_FORMAT,
        name: experiment.spec.name,
        createdAt,
        almanacVersion,
        ...model,
        dataHashes,
        gradePolicy: defaultGradePolicy,
        split: describeSplit(dataset),
        training: { ...trained.record, backend: experiment.backend },
        evaluations: await evaluateModel(
          { ...model, gradePolicy: defaultGradePolicy },
          network,
          inputs,
          dataset.split.test.from,
        ),
        certificate: await certify(dataset, model, network, deriveSeed(experiment.seed, 'leak-certificate')),
        versions: {
          almanac: almanacVersion,
          node: process.versions.node,
          platform: `${process.platform} ${process.arch}`,
          training: trained.record.engine,
          inference: network.engine,
        },
      },
    };
  });
}
