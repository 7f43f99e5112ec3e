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
