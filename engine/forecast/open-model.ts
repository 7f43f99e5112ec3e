import type { ModelSummary } from '#contract/api/models.ts';
import { AppError } from '#contract/errors.ts';
import { splitModelReference } from '#contract/model-reference.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { openNetwork, type InferenceNetwork } from '../inference/open-network.ts';
import { hashBytes } from '../kernel/hash.ts';
import { findModel, listModels, readModelBundle, type StoredModel } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { unpackBundle, type Bundle, type BundleManifest } from './bundle.ts';

/** Finds 'name' (its newest version) or 'name@version'. Errors: model/not-found. */
export function resolveModel(database: ReadDatabase, reference: string): StoredModel {
  const { name, version } = splitModelReference(reference);
  const model = findModel(database, name, version ?? undefined);
  if (model) return model;
  const known = listModels(database).map((m) => `${m.name}@${m.version}`);
  throw new AppError(
    'model/not-found',
    `The workspace has no model ${reference}.`,
    known.length > 0 ? `It has ${known.join(', ')}.` : 'Train one first: "almanac train --help".',
  );
}

/** The bundle of a stored model. Errors: store/damaged, model/unreadable-bundle. */
export function readBundle(database: ReadDatabase, model: StoredModel): Bundle & { bytes: Uint8Array } {
  const bytes = readModelBundle(database, model.id);
  if (hashBytes(bytes) !== model.bundleHash) {
    throw new AppError(
      'store/damaged',
      `The bundle of ${model.name} v${model.version} does not have the hash that was stored with it.`,
      'Bring the last backup back with "almanac restore", or train the model again.',
    );
  }
  return { ...unpackBundle(bytes), bytes };
}

/** Opens a model, hands it to `use` and closes it again. */
export async function withModel<T>(
  database: ReadDatabase,
  model: StoredModel,
  use: (manifest: BundleManifest, network: InferenceNetwork) => Promise<T>,
): Promise<T> {
  const { manifest, onnx } = readBundle(database, model);
  const network = await openNetwork(onnx);
  try {
    return await use(manifest, network);
  } finally {
    await network.close();
  }
}

/** What the list of models shows of one. */
export function summariseModel(database: ReadDatabase, model: StoredModel): ModelSummary {
  const { manifest } = readBundle(database, model);
  return {
    name: model.name,
    version: model.version,
    createdAt: model.createdAt,
    bundleHash: model.bundleHash,
    symbols: Object.keys(manifest.scalers),
    features: manifest.features.map((feature) => feature.kind),
    series: listSeriesNames(manifest.features),
    timeframe: manifest.experiment.spec.timeframe,
    horizons: manifest.experiment.spec.label.horizons,
    training: manifest.training,
    evaluations: manifest.evaluations,
    certificate: manifest.certificate,
    parent: manifest.experiment.parent ?? null,
  };
}

/** All models, newest first; one whose bundle cannot be read does not keep the others from being listed. */
export function summariseModels(database: ReadDatabase): {
  models: ModelSummary[];
  unreadable: { model: string; reason: string }[];
} {
  const models: ModelSummary[] = [];
  const unreadable: { model: string; reason: string }[] = [];
  for (const model of listModels(database)) {
    try {
      models.push(summariseModel(database, model));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreadable.push({ model: `${model.name}@${model.version}`, reason: error.message });
    }
  }
  return { models, unreadable };
}
