import type { RevisionBehaviour, SeriesFrequency } from '#contract/api/market-data.ts';
import type { EpochMs } from '#contract/bars.ts';
import { hashColumns, readColumns, writeColumns } from './column-chunks.ts';
import { damaged } from './damaged.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

/** Dated values, ascending in time. A value may be used at bars whose time is at or after its availableAt, never before. */
export interface SeriesValues {
  readonly time: Float64Array;
  readonly availableAt: Float64Array;
  readonly value: Float64Array;
}

/** What is known about a series beside its values. */
export interface SeriesFacts {
  /** One of the names of its instrument, or of the market-wide series where `instrumentId` is null. */
  readonly name: string;
  readonly sourceName: string;
  /** The instrument that it belongs to; null for a market-wide series such as a volatility index. */
  readonly instrumentId: number | null;
  /** How long after its time a value became known, where the file did not say when it did. */
  readonly lagMs: number;
  /** Whether values are changed after they were published. */
  readonly revisions: RevisionBehaviour;
  readonly frequency: SeriesFrequency;
  readonly note: string;
}

/** One state of a series without its values. */
export interface Series extends SeriesFacts {
  readonly id: number;
  readonly points: number;
  /** SHA-256 of the values and their times. */
  readonly contentHash: string;
  readonly createdAt: EpochMs;
}

export interface NewSeries extends SeriesFacts, SeriesValues {
  readonly createdAt: EpochMs;
}

const columnNames = ['time', 'availableAt', 'value'] as const;

const fields = `id, instrument_id AS instrumentId, name, source_name AS sourceName, lag_ms AS lagMs, revisions, frequency,
  note, points, content_hash AS contentHash, created_at AS createdAt`;

/** The newest state of a series of an instrument (null: of the market) without its values, or undefined. */
export function findCurrentSeries(
  { read }: ReadDatabase,
  instrumentId: number | null,
  name: string,
): Series | undefined {
  return read
    .prepare<[number | null, string], Series>(
      `SELECT ${fields} FROM series WHERE instrument_id IS ? AND name = ? ORDER BY id DESC LIMIT 1`,
    )
    .get(instrumentId, name);
}

/** The state of a series with this id, without its values, or undefined. */
export function findSeries({ read }: ReadDatabase, id: number): Series | undefined {
  return read.prepare<[number], Series>(`SELECT ${fields} FROM series WHERE id = ?`).get(id);
}

/** The newest state of every series without its values: the market-wide ones first, then by instrument and name. */
export function listSeries({ read }: ReadDatabase): Series[] {
  return read
    .prepare<[], Series>(
      `SELECT ${fields} FROM series WHERE id IN (SELECT max(id) FROM series GROUP BY instrument_id, name)
       ORDER BY instrument_id, name`,
    )
    .all();
}

/** The names of an instrument's own series, ascending. */
export function listSeriesNames({ read }: ReadDatabase, instrumentId: number): string[] {
  return read
    .prepare<[number], string>('SELECT DISTINCT name FROM series WHERE instrument_id = ? ORDER BY name')
    .pluck()
    .all(instrumentId);
}

/** The newest state of a series of an instrument (null: of the market), or undefined. Errors: store/damaged. */
export function readSeries(
  database: ReadDatabase,
  instrumentId: number | null,
  name: string,
): (Series & SeriesValues) | undefined {
  const series = findCurrentSeries(database, instrumentId, name);
  return series && { ...series, ...readSeriesValues(database, series) };
}

/** The values of one state of a series. Errors: store/damaged where they do not have the hash stored with them. */
export function readSeriesValues({ read }: ReadDatabase, series: Series): SeriesValues {
  const what = `The stored values of the series ${series.name}`;
  const values = readColumns(read, 'series_chunks', series.id, columnNames, what);
  if (hashValues(values) === series.contentHash) return values;
  throw damaged(`${what} do not have the hash that was stored with them.`);
}

function hashValues(values: SeriesValues): string {
  return hashColumns(columnNames.map((name) => values[name]));
}

/**
 * Writes a new state of a series in one transaction; returns false, and writes nothing, where values and facts
 * (except the name of the source) equal the current ones. The series must not be empty.
 */
export function addSeries(database: WriteDatabase, series: NewSeries): boolean {
  const { write } = database;
  const { time, availableAt, value, ...facts } = series;
  const contentHash = hashValues(series);
  // A state without its values is no state: asked and written under one lock.
  return write
    .transaction(() => {
      const current = findCurrentSeries({ read: write }, facts.instrumentId, facts.name);
      if (current?.contentHash === contentHash && haveSameFacts(current, facts)) return false;
      const { lastInsertRowid } = write
        .prepare(
          `INSERT INTO series (instrument_id, name, source_name, lag_ms, revisions, frequency, note, points,
             content_hash, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          facts.instrumentId,
          facts.name,
          facts.sourceName,
          facts.lagMs,
          facts.revisions,
          facts.frequency,
          facts.note,
          time.length,
          contentHash,
          facts.createdAt,
        );
      writeColumns(write, 'series_chunks', Number(lastInsertRowid), { time, availableAt, value });
      return true;
    })
    .immediate();
}

function haveSameFacts(a: SeriesFacts, b: SeriesFacts): boolean {
  return a.lagMs === b.lagMs && a.revisions === b.revisions && a.frequency === b.frequency && a.note === b.note;
}
