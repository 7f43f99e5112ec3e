import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { api } from '../engine.ts';
import { listForecasts } from '../store/ledger.ts';
import { issueForecasts } from './issue-forecast.ts';
import { readBundle, resolveModel, summariseModels } from './open-model.ts';
import { replayForecasts } from './replay.ts';

export const forecastsApi = {
  predict: api.forecasts.predict.handler(({ input, context: { store, clock } }) =>
    issueForecasts(store.database, clock, resolveModel(store.database, input.model), input),
  ),

  ledger: api.forecasts.ledger.handler(({ input, context: { store } }) =>
    listForecasts(store.database, input.symbol, input.limit),
  ),

  replay: api.forecasts.replay.handler(({ input, context: { store } }) =>
    replayForecasts(store.database, resolveModel(store.database, input.model), input),
  ),
};

export const modelsApi = {
  list: api.models.list.handler(({ context: { store } }) => summariseModels(store.database)),

  export: api.models.export.handler(async ({ input, context: { store } }) => {
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
};
