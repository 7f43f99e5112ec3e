import { api } from '../engine.ts';
import { listForecasts } from '../store/ledger.ts';
import { issueForecasts } from './issue-forecast.ts';
import { resolveModel } from './open-model.ts';
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
