import type { Ancestor } from '#contract/lineage.ts';
import type { Experiment } from '#contract/model-spec.ts';
import { findModel, findModelsOfBundle } from '../store/models.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { readBundle } from './open-model.ts';

/**
 * The models that a training started from, the nearest first, as far back as the workspace knows: of one that was removed
 * it still knows the parent, of one that it never had only the name. Errors: store/damaged, model/unreadable-bundle.
 */
export function findLineage(database: ReadDatabase, experiment: Experiment): Ancestor[] {
  const lineage: Ancestor[] = [];
  for (let { parent } = experiment; parent !== undefined;) {
    const { model, bundleHash } = parent;
    const stored = findModelsOfBundle(database, bundleHash);
    const here = stored.find(({ id, name, version }) => findModel(database, name, version)?.id === id);
    lineage.push({ model, bundleHash, here: here ? `${here.name}@${here.version}` : null });
    // A bundle names its parent by a hash, so no model can be among its own ancestors.
    const [known] = stored;
    parent = known && readBundle(database, known).manifest.experiment.parent;
  }
  return lineage;
}
