import type { Forecast } from '#contract/forecast.ts';
import type { Clock } from '../kernel/clock.ts';
import { loadHistory } from '../market-data/load-history.ts';
import { appendForecasts, listForecasts } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { makeForecast } from './make-forecast.ts';
import { withModel } from './open-model.ts';

/**
 * Makes forecasts from the last bars of the symbols and appends them to the ledger before anyone sees them:
 * all of them, or, where one fails, none.
 */
export async function issueForecasts(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  symbols: readonly string[],
): Promise<Forecast[]> {
  return withModel(database, model, async (manifest, network) => {
    const forecasts: Forecast[] = [];
    for (const symbol of symbols) {
      const history = loadHistory(database, symbol);
      const subject = { instrument: history.instrument, input: { symbol, ...history }, dataHash: history.dataHash };
      forecasts.push(await makeForecast(manifest, network, subject, clock));
    }
    appendForecasts(database, forecasts, model.id);
    return forecasts;
  });
}

/** The newest forecast of this model for the symbol that was made from the data as it is now, or undefined. */
export function findCurrentForecast(
  database: WriteDatabase,
  model: StoredModel,
  symbol: string,
  dataHash: string,
): Forecast | undefined {
  return listForecasts(database, symbol, 100).find(
    (f) => f.model.name === model.name && f.model.version === model.version && f.dataHash === dataHash,
  );
}
