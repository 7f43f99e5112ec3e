import type { Forecast } from '#contract/forecast.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** Appends a forecast to the ledger. It is called before the forecast is shown to anyone. */
export function appendForecast({ write }: WriteDatabase, forecast: Forecast, modelId: number): void {
  write
    .prepare('INSERT INTO forecasts (id, model_id, symbol, as_of, created_at, body) VALUES (?, ?, ?, ?, ?, ?)')
    .run(forecast.id, modelId, forecast.symbol, forecast.asOf, forecast.createdAt, JSON.stringify(forecast));
}

/** The forecasts of an instrument, newest first. */
export function listForecasts({ read }: ReadDatabase, symbol: string, limit: number): Forecast[] {
  return read
    .prepare<[string, number], { body: string }>(
      'SELECT body FROM forecasts WHERE symbol = ? ORDER BY created_at DESC, rowid DESC LIMIT ?',
    )
    .all(symbol, limit)
    .map((row) => JSON.parse(row.body) as Forecast);
}
