import type { Forecast } from '#contract/forecast.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** Appends forecasts to the ledger, all or none. It is called before they are shown to anyone. */
export function appendForecasts({ write }: WriteDatabase, forecasts: readonly Forecast[], modelId: number): void {
  const insert = write.prepare(
    'INSERT INTO forecasts (id, model_id, symbol, as_of, created_at, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  write.transaction(() => {
    for (const f of forecasts) insert.run(f.id, modelId, f.symbol, f.asOf, f.createdAt, JSON.stringify(f));
  })();
}

/** The newest forecast that a model made for an instrument and a horizon from this state of its data, or undefined. */
export function findForecast(
  { read }: ReadDatabase,
  modelId: number,
  symbol: string,
  dataHash: string,
  horizonBars: number,
): Forecast | undefined {
  const row = read
    .prepare<[number, string, string, number], { body: string }>(
      `SELECT body FROM forecasts WHERE model_id = ? AND symbol = ? AND body ->> '$.dataHash' = ?
         AND body ->> '$.horizonBars' = ?
       ORDER BY created_at DESC, rowid DESC LIMIT 1`,
    )
    .get(modelId, symbol, dataHash, horizonBars);
  return row && (JSON.parse(row.body) as Forecast);
}

/** The forecasts of an instrument, or of all, newest first; all of them where the limit is -1. */
export function listForecasts({ read }: ReadDatabase, symbol: string | undefined, limit: number): Forecast[] {
  return read
    .prepare<[string | null, string | null, number], { body: string }>(
      'SELECT body FROM forecasts WHERE ? IS NULL OR symbol = ? ORDER BY created_at DESC, rowid DESC LIMIT ?',
    )
    .all(symbol ?? null, symbol ?? null, limit)
    .map((row) => JSON.parse(row.body) as Forecast);
}

/** What alerts look at in a forecast. */
export interface ForecastOutline {
  readonly id: string;
  readonly createdAt: number;
  readonly horizonBars: number;
  readonly grade: Forecast['grade'];
  readonly probabilityUp: number;
}

/** Which forecasts of an instrument are meant; null for any. */
export interface ForecastChoice {
  readonly symbol: string;
  readonly model: { readonly name: string; readonly version: number | null } | null;
  readonly horizonBars: number | null;
}

/**
 * The forecasts of an instrument that were made after a moment, in the order in which they were made; of those made
 * together, the one of the shortest horizon.
 */
export function listForecastsAfter(
  { read }: ReadDatabase,
  { symbol, model, horizonBars }: ForecastChoice,
  after: number,
): ForecastOutline[] {
  return read
    .prepare<Record<string, string | number | null>, ForecastOutline>(
      `SELECT f.id, f.created_at AS createdAt, min(f.body ->> '$.horizonBars') AS horizonBars,
         f.body ->> '$.grade' AS grade, f.body ->> '$.probabilityUp' AS probabilityUp
       FROM forecasts f JOIN models m ON m.id = f.model_id
       WHERE f.symbol = @symbol AND f.created_at > @after
         AND (@model IS NULL OR m.name = @model) AND (@version IS NULL OR m.version = @version)
         AND (@horizonBars IS NULL OR f.body ->> '$.horizonBars' = @horizonBars)
       GROUP BY f.created_at, f.model_id ORDER BY f.created_at, f.model_id`,
    )
    .all({ symbol, model: model?.name ?? null, version: model?.version ?? null, horizonBars, after });
}
