import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { api } from '../engine.ts';
import { readBundle, resolveModel } from '../forecast/open-model.ts';
import {
  addPromotion,
  listModelStates,
  removeLastPromotion,
  setModelRemarks,
  setModelRemoved,
  findModel,
  type ModelState,
} from '../store/models.ts';
import { transact, type ReadDatabase } from '../store/open-store.ts';
import { putIntoOutbox } from '../store/outbox.ts';
import { compareModels } from './compare-models.ts';
import { describeModel, listLibrary } from './describe-model.ts';
import { importBundle } from './import-bundle.ts';

const { models } = api;

export const modelsApi = {
  list: models.list.handler(({ context: { store } }) => listLibrary(store.database)),

  get: models.get.handler(({ input, context: { store } }) =>
    describeModel(store.database, resolveModel(store.database, input.model)),
  ),

  promote: models.promote.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      const { name, version } = resolveModel(database, input.model);
      addPromotion(database, name, version, clock.now());
      return { model: `${name}@${version}` };
    }),
  ),

  rollBack: models.rollBack.handler(({ input: { name }, context: { store } }) =>
    transact(store.database, (database) => {
      resolveModel(database, name);
      if (!removeLastPromotion(database, name)) {
        throw new AppError(
          'model/never-promoted',
          `No version of ${name} was promoted; the name means its newest one.`,
          `Promote one: "almanac models --promote ${name}@1".`,
        );
      }
      return { model: `${name}@${findModel(database, name)!.version}` };
    }),
  ),

  annotate: models.annotate.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      const { id, name, version } = resolveModel(database, input.model);
      const before = listModelStates(database, name).find((state) => state.id === id)!;
      const notes = input.notes ?? before.notes;
      const tags = input.tags ? [...new Set(input.tags)] : before.tags;
      setModelRemarks(database, id, notes, tags);
      return { model: `${name}@${version}`, notes, tags };
    }),
  ),

  remove: models.remove.handler(({ input, context: { store, clock } }) =>
    transact(store.database, (database) => {
      const { id, name, version, createdAt } = resolveModel(database, input.model);
      const removedAt = clock.now();
      setModelRemoved(database, id, removedAt);
      return { name, version, createdAt, removedAt };
    }),
  ),

  bringBack: models.bringBack.handler(({ input, context: { store } }) =>
    transact(store.database, (database) => {
      const found = listRemoved(database).find(({ name, version }) => `${name}@${version}` === input.model);
      if (!found) {
        throw new AppError('model/not-found', `No model ${input.model} was removed.`, 'See the list of models.');
      }
      setModelRemoved(database, found.id, null);
      return { model: input.model };
    }),
  ),

  removed: models.removed.handler(({ context: { store } }) =>
    listRemoved(store.database)
      .sort((a, b) => b.removedAt - a.removedAt)
      .map(({ name, version, createdAt, removedAt }) => ({ name, version, createdAt, removedAt })),
  ),

  import: models.import.handler(({ input, context: { store, clock } }) => importBundle(store.database, clock, input)),

  export: models.export.handler(async ({ input, context: { store } }) => {
    const { bytes } = readBundle(store.database, resolveModel(store.database, input.model));
    const path = resolve(input.path);
    try {
      await writeFile(path, bytes);
    } catch (cause) {
      throw new AppError('model/cannot-write', `The bundle cannot be written to ${path}.`, 'Choose another file.', {
        cause,
      });
    }
    return { path, bytes: bytes.length };
  }),

  offer: models.offer.handler(({ input, context: { store, clock } }) => {
    const model = resolveModel(store.database, input.model);
    const { bytes } = readBundle(store.database, model);
    return putIntoOutbox(store.folder, clock, `${model.name}-v${model.version}.almanac`, bytes);
  }),

  compare: models.compare.handler(({ input, context: { store } }) => compareModels(store.database, input)),
};

function listRemoved(database: ReadDatabase): (ModelState & { readonly removedAt: number })[] {
  return listModelStates(database).flatMap((state) =>
    state.removedAt === null ? [] : [{ ...state, removedAt: state.removedAt }],
  );
}
