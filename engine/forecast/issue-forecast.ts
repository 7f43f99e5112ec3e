import { FORECAST_LIFE_MS, significantMove, type Forecast, type ForecastState } from '#contract/forecast.ts';
import { AppError } from '#contract/errors.ts';
import type { LeftOut } from '#contract/left-out.ts';
import { listSeriesNames } from '../features/resolve-features.ts';
import { openNetwork } from '../inference/open-network.ts';
import type { Clock } from '../kernel/clock.ts';
import { findLastBar, loadHistory } from '../market-data/load-history.ts';
import { appendForecasts, findForecast } from '../store/ledger.ts';
import type { StoredModel } from '../store/models.ts';
import type { ReadDatabase, WriteDatabase } from '../store/open-store.ts';
import type { Bundle } from './bundle.ts';
import { readLastWindow, type LastWindow } from './last-window.ts';
import { leaveOutStale } from './leave-out-stale.ts';
import { makeForecasts } from './make-forecast.ts';
import { readBundle } from './open-model.ts';

export interface ForecastRequest {
  /** All instruments that the model can forecast now, where it is missing. */
  readonly symbols?: readonly string[] | undefined;
  /** Makes all of them anew. */
  readonly refresh?: boolean;
  /** Prices of now by symbol. */
  readonly prices?: Readonly<Record<string, number>>;
}

export interface IssuedForecasts {
  readonly forecasts: readonly Forecast[];
  /** One for each forecast. */
  readonly states: readonly ForecastState[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The forecasts of some instruments from their last bars, one for each horizon of the model. Those that the ledger holds
 * already, made in the last 24 hours by the same model from the same data, are given again, unless the price has moved
 * away from them significantly since. The others are made and appended to the ledger before anyone sees them: all of
 * them, or, where one fails, none. Without symbols, those that the model cannot forecast now are named in leftOut.
 */
export async function issueForecasts(
  database: WriteDatabase,
  clock: Clock,
  model: StoredModel,
  { symbols: requested, refresh = false, prices = {} }: ForecastRequest,
): Promise<IssuedForecasts> {
  const bundle = readBundle(database, model);
  const { manifest } = bundle;
  const { timeframe, label } = manifest.experiment.spec;
  const { symbols, leftOut: stale } = requested
    ? { symbols: requested, leftOut: [] }
    : leaveOutStale(manifest, (symbol) => findLastBar(database, symbol, timeframe));
  const leftOut = [...stale];
  const series = listSeriesNames(manifest.features);
  const now = clock.now();
  /** By symbol; empty until they are made. */
  const found = new Map<string, readonly Forecast[]>();
  const windows: LastWindow[] = [];
  for (const symbol of symbols) {
    const history = loadHistory(database, symbol, { timeframe, series });
    const { instrument, dataHash } = history;
    const known = refresh ? null : recall(database, model.id, symbol, dataHash, label.horizons, now);
    if (known && !known.some((forecast) => measureMove(forecast, prices[symbol]))) {
      found.set(symbol, known);
      continue;
    }
    try {
      windows.push(readLastWindow(manifest, { instrument, input: { symbol, ...history }, dataHash }));
      found.set(symbol, []);
    } catch (error) {
      if (requested || !(error instanceof AppError && error.code === 'data/gap')) throw error;
      leftOut.push({ symbol, reason: 'a series that the model reads has no value within its last window' });
    }
  }
  const made = windows.length > 0 ? await makeWithNetwork(bundle, windows, clock) : [];
  appendForecasts(database, made, model.id);
  const madeIds = new Set(made.map(({ id }) => id));
  const forecasts = [...found].flatMap(([symbol, known]) =>
    known.length > 0 ? known : made.filter((forecast) => forecast.symbol === symbol),
  );
  return {
    forecasts,
    states: forecasts.map((forecast) => ({
      id: forecast.id,
      ...(madeIds.has(forecast.id) ? { kind: 'fresh', ageMs: 0 } : { kind: 'cached', ageMs: now - forecast.createdAt }),
      moved: measureMove(forecast, prices[forecast.symbol]),
    })),
    leftOut,
  };
}

/** The forecasts of all horizons that are still alive, or null where one of them is missing. */
function recall(
  database: ReadDatabase,
  modelId: number,
  symbol: string,
  dataHash: string,
  horizons: readonly number[],
  now: number,
): readonly Forecast[] | null {
  const known = horizons.flatMap((bars) => {
    const forecast = findForecast(database, modelId, symbol, dataHash, bars);
    // A clock that was set back makes forecasts of the future; they are not given again.
    const isAlive = forecast && forecast.createdAt <= now && now - forecast.createdAt < FORECAST_LIFE_MS;
    return isAlive ? [forecast] : [];
  });
  return known.length === horizons.length ? known : null;
}

/** How far a price of now lies from the last close, where that is further than a bar usually goes. */
function measureMove(forecast: Forecast, price: number | undefined): ForecastState['moved'] {
  if (price === undefined) return null;
  const limit = significantMove(forecast);
  const move = price / forecast.price - 1;
  return Math.abs(Math.log1p(move)) > Math.log1p(limit) ? { price, return: move, limit } : null;
}

async function makeWithNetwork(
  { manifest, onnx }: Bundle,
  windows: readonly LastWindow[],
  clock: Clock,
): Promise<readonly Forecast[]> {
  const network = await openNetwork(onnx);
  try {
    return await makeForecasts(manifest, network, windows, clock);
  } finally {
    await network.close();
  }
}
