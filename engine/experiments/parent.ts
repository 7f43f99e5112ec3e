import { AppError } from '#contract/errors.ts';
import type { Experiment, ModelSpec } from '#contract/model-spec.ts';
import { joinTimes, listWindowTimes, type Dataset, type InstrumentInput } from '../features/dataset.ts';
import { longestHorizon } from '../features/label.ts';
import { chooseFeatures } from '../features/resolve-features.ts';
import { splitBehindParent, type Split } from '../features/split.ts';
import type { Bundle } from '../forecast/bundle.ts';
import { readBundle, resolveModel } from '../forecast/open-model.ts';
import type { Graph } from '../models/graph.ts';
import type { ReadDatabase } from '../store/open-store.ts';

type ParentReference = NonNullable<Experiment['parent']>;

/** A model that a training may start from, as an experiment names it, and the spec it was trained by. Errors: model/… */
export function describeParent(
  database: ReadDatabase,
  reference: string,
): { readonly spec: ModelSpec; readonly reference: ParentReference } {
  const model = resolveModel(database, reference);
  const { spec } = readBundle(database, model).manifest.experiment;
  return { spec, reference: { model: `${model.name}@${model.version}`, bundleHash: model.bundleHash } };
}

/** The model to start from. Errors: model/not-found, training/other-parent, training/no-weights. */
export function openParent(
  database: ReadDatabase,
  { model, bundleHash }: ParentReference,
): Bundle & { weights: Float32Array } {
  const stored = resolveModel(database, model);
  if (stored.bundleHash !== bundleHash) {
    throw new AppError(
      'training/other-parent',
      `The experiment starts from ${model} with the bundle ${bundleHash.slice(0, 12)}…; this workspace has another model of that name, ${stored.bundleHash.slice(0, 12)}….`,
      'Import the model that the experiment means, or draft the experiment again with --from.',
    );
  }
  const { manifest, onnx, weights } = readBundle(database, stored);
  if (weights) return { manifest, onnx, weights };
  throw new AppError(
    'training/no-weights',
    `The bundle of ${model} holds no weights to start from: it was written before they were kept.`,
    'Train that model again first, or train without --from.',
  );
}

/** The split whose test part neither the parent nor whoever read its scores has seen. Errors: those of splitBehindParent. */
export function splitBehind(parent: Bundle, { spec, split }: Experiment, inputs: readonly InstrumentInput[]): Split {
  const features = chooseFeatures(
    spec.features,
    inputs.map((input) => ({ symbol: input.symbol, input })),
  );
  const { split: parts, experiment } = parent.manifest;
  const part = (name: 'calibration' | 'test') => {
    const found = parts.find((own) => own.name === name);
    if (!found) throw new RangeError('a split has all its parts by construction');
    return found;
  };
  const horizonBars = Math.max(longestHorizon(spec.label), longestHorizon(experiment.spec.label));
  return splitBehindParent(joinTimes(listWindowTimes(spec, features, inputs)), split, horizonBars, {
    fittedBefore: part('calibration').from,
    scoredUntil: part('test').to,
  });
}

/**
 * The parent's weights, where they mean the same in the network to be trained: the same layers over the same columns, with
 * the same outputs. Scalers are fitted anew; the moments of the optimiser are not carried over.
 * Errors: training/other-graph, which says what differs.
 */
export function takeWeights(
  { manifest, weights }: Bundle & { weights: Float32Array },
  { spec }: Experiment,
  dataset: Dataset,
  graph: Graph,
): Float32Array {
  const parent = manifest.experiment.spec;
  const symbols = dataset.instruments.map(({ input }) => input.symbol);
  const compared: Record<string, [unknown, unknown]> = {
    layers: [parent.layers, spec.layers],
    head: [parent.head, spec.head],
    windowBars: [parent.windowBars, spec.windowBars],
    timeframe: [parent.timeframe, spec.timeframe],
    label: [parent.label, spec.label],
    'columns of the features': [manifest.features, dataset.features],
    ...(dataset.instruments[0]?.place !== null && {
      'instruments that it tells apart': [Object.keys(manifest.scalers).sort(), symbols.toSorted()],
    }),
    parameters: [weights.length, graph.parameterCount],
  };
  const differing = Object.keys(compared).filter((key) => {
    const [ofParent, own] = compared[key]!;
    return canonical(ofParent) !== canonical(own);
  });
  if (differing.length === 0) return weights;
  throw new AppError(
    'training/other-graph',
    `The network is not that of ${manifest.name}@${manifest.version}: ${differing.join(', ')} ${differing.length > 1 ? 'differ' : 'differs'}.`,
    'Leave --preset and --spec out to take the spec of the model to start from, or train without --from.',
  );
}

/** JSON with the fields of every object in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
