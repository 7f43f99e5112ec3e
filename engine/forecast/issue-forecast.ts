import type { Forecast } from '#contract/forecast.ts';
import { AppError } from '#contract/errors.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import type { Clock } from '../kernel/clock.ts';
import { findLastBar, loadHistory } from '../market-data/load-history.ts';
import { appendForecasts } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { WriteDatabase } from '../store/open-store.ts';
import { readLastWindow, type LastWindow } from './last-window.ts';
import { leaveOutStale } from './leave-out-stale.ts';
import { makeForecasts } from './make-forecast.ts';
import { withModel } from './open-model.ts';

/**
 * Makes forecasts from the last bars of the symbols, one for each horizon of the model, and appends them to the ledger
 * before anyone sees them: all of them, or, where one fails, none. Without symbols, for all instruments of the model that it can
 * forecast now; the others are named in leftOut.
 */
export async function issueForecasts(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  requested: readonly string[] | undefined,
): Promise<{ forecasts: Forecast[]; leftOut: readonly LeftOut[] }> {
  return withModel(database, model, async (manifest, network) => {
    const { timeframe } = manifest.experiment.spec;
    const { symbols, leftOut: stale } = requested
      ? { symbols: requested, leftOut: [] }
      : leaveOutStale(manifest, (symbol) => findLastBar(database, symbol, timeframe));
    const leftOut = [...stale];
    const series = listSeriesNames(manifest.features);
    const windows: LastWindow[] = [];
    for (const symbol of symbols) {
      const history = loadHistory(database, symbol, { timeframe, series });
      const subject = { instrument: history.instrument, input: { symbol, ...history }, dataHash: history.dataHash };
      try {
        windows.push(readLastWindow(manifest, subject));
      } catch (error) {
        if (requested || !(error instanceof AppError && error.code === 'data/gap')) throw error;
        leftOut.push({ symbol, reason: 'a series that the model reads has no value within its last window' });
      }
    }
    const forecasts = await makeForecasts(manifest, network, windows, clock);
    appendForecasts(database, forecasts, model.id);
    return { forecasts, leftOut };
  });
}
