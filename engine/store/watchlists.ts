import type { RowForecast, WatchlistRow } from '#contract/api/watchlists.ts';
import type { EpochMs, Timeframe } from '#contract/bars.ts';
import { isStale, type Grade } from '#contract/forecast.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

export interface StoredWatchlist {
  readonly id: number;
  readonly name: string;
  readonly symbols: readonly string[];
  readonly isRemoved: boolean;
}

interface WatchlistRecord {
  readonly id: number;
  readonly name: string;
  readonly symbols: string;
  readonly isRemoved: number;
}

const select = `SELECT id, name, removed_at IS NOT NULL AS isRemoved, (
    SELECT json_group_array(symbol) FROM (
      SELECT symbol FROM watchlist_symbols WHERE watchlist_id = watchlists.id ORDER BY position)) AS symbols
  FROM watchlists`;

function toWatchlist({ id, name, symbols, isRemoved }: WatchlistRecord): StoredWatchlist {
  return { id, name, symbols: JSON.parse(symbols) as string[], isRemoved: isRemoved === 1 };
}

/** The lists that were not removed, in their order. */
export function listWatchlists({ read }: ReadDatabase): StoredWatchlist[] {
  return read
    .prepare<[], WatchlistRecord>(`${select} WHERE removed_at IS NULL ORDER BY position, id`)
    .all()
    .map(toWatchlist);
}

/** The list with this id, also one that was removed, or undefined. */
export function findWatchlist({ read }: ReadDatabase, id: number): StoredWatchlist | undefined {
  const row = read.prepare<[number], WatchlistRecord>(`${select} WHERE id = ?`).get(id);
  return row && toWatchlist(row);
}

/** Adds an empty list behind the others and returns its id. */
export function addWatchlist({ write }: WriteDatabase, name: string, createdAt: EpochMs): number {
  const { lastInsertRowid } = write
    .prepare(
      `INSERT INTO watchlists (name, position, created_at)
       VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM watchlists), ?)`,
    )
    .run(name, createdAt);
  return Number(lastInsertRowid);
}

export function renameWatchlist({ write }: WriteDatabase, id: number, name: string): void {
  write.prepare('UPDATE watchlists SET name = ? WHERE id = ?').run(name, id);
}

/** Removes a list, or, with null, brings it back. */
export function setWatchlistRemoved({ write }: WriteDatabase, id: number, removedAt: EpochMs | null): void {
  write.prepare('UPDATE watchlists SET removed_at = ? WHERE id = ?').run(removedAt, id);
}

export function setWatchlistPosition({ write }: WriteDatabase, id: number, position: number): void {
  write.prepare('UPDATE watchlists SET position = ? WHERE id = ?').run(position, id);
}

/** Sets all symbols of a list in their order. To be called in a transaction; each symbol once. */
export function setWatchlistSymbols({ write }: WriteDatabase, id: number, symbols: readonly string[]): void {
  write.prepare('DELETE FROM watchlist_symbols WHERE watchlist_id = ?').run(id);
  const insert = write.prepare('INSERT INTO watchlist_symbols (watchlist_id, position, symbol) VALUES (?, ?, ?)');
  symbols.forEach((symbol, position) => insert.run(id, position, symbol));
}

/** Which forecasts a list shows; null for any. */
export interface RowForecasts {
  readonly model: { readonly name: string; readonly version: number | null } | null;
  readonly horizonBars: number | null;
}

interface RowRecord {
  readonly symbol: string;
  readonly listTimeframe: Timeframe;
  readonly currency: string | null;
  readonly simulated: number | null;
  readonly snapshot: number | null;
  readonly bars: number;
  readonly lastTime: EpochMs;
  readonly lastClose: number;
  readonly previousClose: number | null;
  readonly forecastId: string | null;
  readonly modelName: string;
  readonly modelVersion: number;
  readonly horizonBars: number;
  readonly timeframe: Timeframe | null;
  readonly grade: Grade;
  readonly probabilityUp: number;
  readonly expectedReturn: number;
  readonly lowReturn: number;
  readonly highReturn: number;
  readonly forecastAt: EpochMs;
  readonly asOf: EpochMs;
  readonly rules: number;
  readonly unseen: number;
}

/**
 * The lines of a list in its order, all in one query. The newest forecast is that of the last moment at which one was
 * made, and of those made together the one of the shortest horizon. The 80 % interval is the second in `intervals`
 * (centralIntervals).
 */
export function listWatchlistRows(
  { read }: ReadDatabase,
  id: number,
  timeframe: Timeframe,
  { model, horizonBars }: RowForecasts,
  now: EpochMs,
): WatchlistRow[] {
  return read
    .prepare<Record<string, string | number | null>, RowRecord>(
      `SELECT w.symbol, @timeframe AS listTimeframe, i.currency, i.simulated, s.id AS snapshot, s.bars, s.last_time AS lastTime,
         s.last_close AS lastClose, s.previous_close AS previousClose,
         f.id AS forecastId, f.as_of AS asOf, f.created_at AS forecastAt, m.name AS modelName, m.version AS modelVersion,
         f.body ->> '$.horizonBars' AS horizonBars, f.body ->> '$.timeframe' AS timeframe, f.body ->> '$.grade' AS grade,
         f.body ->> '$.probabilityUp' AS probabilityUp, f.body ->> '$.expectedReturn' AS expectedReturn,
         f.body ->> '$.intervals[1].lowReturn' AS lowReturn, f.body ->> '$.intervals[1].highReturn' AS highReturn,
         (SELECT count(*) FROM alert_rules WHERE symbol = w.symbol AND is_enabled = 1 AND removed_at IS NULL) AS rules,
         (SELECT count(*) FROM alert_events WHERE symbol = w.symbol AND seen_at IS NULL) AS unseen
       FROM watchlist_symbols w
       LEFT JOIN instruments i ON i.symbol = w.symbol AND i.removed_at IS NULL
       LEFT JOIN snapshots s ON s.id = (
         SELECT max(id) FROM snapshots WHERE instrument_id = i.id AND timeframe = @timeframe)
       LEFT JOIN forecasts f ON f.id = (
         SELECT c.id FROM forecasts c JOIN models n ON n.id = c.model_id
         WHERE c.symbol = w.symbol
           AND (@model IS NULL OR n.name = @model) AND (@version IS NULL OR n.version = @version)
           AND (@horizonBars IS NULL OR c.body ->> '$.horizonBars' = @horizonBars)
         ORDER BY c.created_at DESC, c.body ->> '$.horizonBars', c.rowid DESC LIMIT 1)
       LEFT JOIN models m ON m.id = f.model_id
       WHERE w.watchlist_id = @id ORDER BY w.position`,
    )
    .all({ id, timeframe, model: model?.name ?? null, version: model?.version ?? null, horizonBars })
    .map((row) => toRow(row, now));
}

function toRow(row: RowRecord, now: EpochMs): WatchlistRow {
  const simulated = row.simulated === 1;
  return {
    symbol: row.symbol,
    last:
      row.currency === null || row.snapshot === null
        ? null
        : {
            currency: row.currency,
            simulated,
            price: row.lastClose,
            change: row.previousClose === null ? null : row.lastClose / row.previousClose - 1,
            time: row.lastTime,
            bars: row.bars,
            snapshot: row.snapshot,
          },
    forecast: row.forecastId === null ? null : toRowForecast({ ...row, forecastId: row.forecastId }, simulated, now),
    alerts: { rules: row.rules, unseen: row.unseen },
  };
}

function toRowForecast(
  row: RowRecord & { readonly forecastId: string },
  simulated: boolean,
  now: EpochMs,
): RowForecast {
  const { asOf } = row;
  const timeframe = row.timeframe ?? '1d';
  const hasNewerBars = row.snapshot !== null && row.listTimeframe === timeframe && row.lastTime > asOf;
  return {
    id: row.forecastId,
    model: { name: row.modelName, version: row.modelVersion },
    horizonBars: row.horizonBars,
    timeframe,
    grade: row.grade,
    probabilityUp: row.probabilityUp,
    expectedReturn: row.expectedReturn,
    lowReturn: row.lowReturn,
    highReturn: row.highReturn,
    createdAt: row.forecastAt,
    asOf,
    isStale: hasNewerBars || isStale({ asOf, simulated }, now),
  };
}
