import type { ListedModel, ModelCard, ModelRemarks } from '#contract/api/models.ts';
import { findLineage } from '../forecast/find-lineage.ts';
import { readBundle, summariseModel, summariseModels } from '../forecast/open-model.ts';
import { hashBytes } from '../kernel/hash.ts';
import { countForecasts, listModelStates, type ModelState, type StoredModel } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';

/** All models with what the user says about them. */
export function listLibrary(database: ReadDatabase): {
  models: ListedModel[];
  unreadable: { model: string; reason: string }[];
} {
  const { models, unreadable } = summariseModels(database);
  const states = new Map(listModelStates(database).map((state) => [`${state.name}@${state.version}`, state]));
  return {
    models: models.map((model) => ({ ...model, ...describeRemarks(states.get(`${model.name}@${model.version}`)!) })),
    unreadable,
  };
}

/** Everything that is known about a model. Errors: store/damaged, model/unreadable-bundle. */
export function describeModel(database: ReadDatabase, model: StoredModel): ModelCard {
  const { manifest, onnx, bytes } = readBundle(database, model);
  const states = listModelStates(database, model.name);
  const state = states.find(({ id }) => id === model.id)!;
  return {
    ...summariseModel(database, model),
    ...describeRemarks(state),
    experiment: manifest.experiment,
    split: manifest.split,
    dataHashes: manifest.dataHashes,
    networkHash: hashBytes(onnx),
    bytes: bytes.length,
    almanacVersion: manifest.almanacVersion,
    versions: manifest.versions,
    runId: state.isImported ? null : model.runId,
    lineage: findLineage(database, manifest.experiment),
    children: summariseModels(database)
      .models.filter(({ parent }) => parent?.bundleHash === model.bundleHash)
      .map(({ name, version }) => `${name}@${version}`)
      .reverse(),
    allVersions: states.map(({ version, createdAt, isActive, removedAt }) => ({
      version,
      createdAt,
      isActive,
      isRemoved: removedAt !== null,
    })),
    forecasts: countForecasts(database, model.id),
  };
}

function describeRemarks({ isActive, notes, tags, isImported }: ModelState): ModelRemarks {
  return { isActive, notes, tags, origin: isImported ? 'imported' : 'trained' };
}
