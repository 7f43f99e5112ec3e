import type { Forecast } from '#contract/forecast.ts';
import type { LeftOut } from '#contract/left-out.ts';
import type { Clock } from '../kernel/clock.ts';
import { loadHistory, summariseInstrument } from '../market-data/load-history.ts';
import { appendForecasts } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { leaveOutStale } from './leave-out-stale.ts';
import { makeForecast } from './make-forecast.ts';
import { withModel } from './open-model.ts';

/**
 * Makes forecasts from the last bars of the symbols and appends them to the ledger before anyone sees them:
 * all of them, or, where one fails, none. Without symbols, for all instruments of the model that it can
 * forecast now; the others are named in leftOut.
 */
export async function issueForecasts(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  requested: readonly string[] | undefined,
): Promise<{ forecasts: Forecast[]; leftOut: readonly LeftOut[] }> {
  return withModel(database, model, async (manifest, network) => {
    const { symbols, leftOut } = requested
      ? { symbols: requested, leftOut: [] }
      : leaveOutStale(manifest, (symbol) => summariseInstrument(database, symbol).to);
    const forecasts: Forecast[] = [];
    for (const symbol of symbols) {
      const history = loadHistory(database, symbol);
      const subject = { instrument: history.instrument, input: { symbol, ...history }, dataHash: history.dataHash };
      forecasts.push(await makeForecast(manifest, network, subject, clock));
    }
    appendForecasts(database, forecasts, model.id);
    return { forecasts, leftOut };
  });
}
