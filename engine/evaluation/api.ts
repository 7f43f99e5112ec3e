import { api } from '../engine.ts';
import { scoreLedger } from './score-ledger.ts';

/** What of the domain `forecasts` needs to know how forecasts are scored. */
export const scoredForecastsApi = {
  scored: api.forecasts.scored.handler(({ input, context: { store } }) => scoreLedger(store.database, input)),
};
