import { api } from '../engine.ts';
import { watchState } from '../kernel/watch-state.ts';
import { changeSettings, readSettings } from './settings.ts';

export const settingsApi = {
  get: api.settings.get.handler(({ context: { store } }) => readSettings(store.database)),

  set: api.settings.set.handler(({ input, context: { store, clock } }) => changeSettings(store.database, clock, input)),

  watch: api.settings.watch.handler(({ context, signal }) =>
    watchState(
      context.changes,
      (kind) => kind === 'settings',
      () => readSettings(context.store.database),
      signal,
    ),
  ),
};
