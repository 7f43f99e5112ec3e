import { timeframes, type EpochMs, type Instrument, type Timeframe } from '#contract/bars.ts';
import type { ReadDatabase, WriteDatabase } from './open-store.ts';

interface InstrumentRow {
  readonly id: number;
  readonly symbol: string;
  readonly currency: string;
  readonly simulated: number;
}

export interface StoredInstrument extends Instrument {
  readonly id: number;
}

function toInstrument(row: InstrumentRow): StoredInstrument {
  return { id: row.id, symbol: row.symbol, currency: row.currency, simulated: row.simulated === 1 };
}

const fields = 'id, symbol, currency, simulated';

/** The instrument with this symbol, or undefined; one that was removed is not found. */
export function findInstrument({ read }: ReadDatabase, symbol: string): StoredInstrument | undefined {
  const row = read
    .prepare<[string], InstrumentRow>(`SELECT ${fields} FROM instruments WHERE symbol = ? AND removed_at IS NULL`)
    .get(symbol);
  return row && toInstrument(row);
}

/** The instrument with this symbol that was removed, or undefined. */
export function findRemovedInstrument({ read }: ReadDatabase, symbol: string): StoredInstrument | undefined {
  const row = read
    .prepare<[string], InstrumentRow>(`SELECT ${fields} FROM instruments WHERE symbol = ? AND removed_at IS NOT NULL`)
    .get(symbol);
  return row && toInstrument(row);
}

/** All instruments by symbol, without those that were removed. */
export function listInstruments({ read }: ReadDatabase): StoredInstrument[] {
  return read
    .prepare<[], InstrumentRow>(`SELECT ${fields} FROM instruments WHERE removed_at IS NULL ORDER BY symbol`)
    .all()
    .map(toInstrument);
}

/** The instruments that were removed, the last one first. */
export function listRemovedInstruments({ read }: ReadDatabase): (Instrument & { readonly removedAt: EpochMs })[] {
  return read
    .prepare<[], InstrumentRow & { removed_at: EpochMs }>(
      `SELECT ${fields}, removed_at FROM instruments WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, symbol`,
    )
    .all()
    .map((row) => ({
      symbol: row.symbol,
      currency: row.currency,
      simulated: row.simulated === 1,
      removedAt: row.removed_at,
    }));
}

/** Takes an instrument out of sight, or, with null, brings it back. What it has is kept. */
export function setRemoved({ write }: WriteDatabase, id: number, removedAt: EpochMs | null): void {
  write.prepare('UPDATE instruments SET removed_at = ? WHERE id = ?').run(removedAt, id);
}

/**
 * Instruments whose symbol contains the text, whatever its case: first the one that is equal, then those that begin with
 * it, each by symbol. An empty text finds all.
 */
export function searchInstruments(
  { read }: ReadDatabase,
  text: string,
  limit: number,
): (Instrument & { readonly timeframes: readonly Timeframe[] })[] {
  return read
    .prepare<{ text: string; limit: number }, InstrumentRow & { timeframes: string }>(
      `SELECT ${fields}, (
         SELECT json_group_array(timeframe) FROM (
           SELECT DISTINCT timeframe FROM snapshots WHERE instrument_id = instruments.id)) AS timeframes
       FROM instruments
       WHERE removed_at IS NULL AND instr(upper(symbol), upper(@text)) > 0
       ORDER BY upper(symbol) <> upper(@text), instr(upper(symbol), upper(@text)) <> 1, symbol LIMIT @limit`,
    )
    .all({ text, limit })
    .map(({ symbol, currency, simulated, timeframes: stored }) => {
      const found = new Set(JSON.parse(stored) as string[]);
      return {
        symbol,
        currency,
        simulated: simulated === 1,
        timeframes: timeframes.filter((timeframe) => found.has(timeframe)),
      };
    });
}

/**
 * Adds an instrument and returns its id. One that was removed comes back under its old id, with this currency; what it
 * had is there again as earlier snapshots.
 */
export function addInstrument(database: WriteDatabase, instrument: Instrument, createdAt: number): number {
  const { write } = database;
  const removed = findRemovedInstrument({ read: write }, instrument.symbol);
  if (removed) {
    write
      .prepare('UPDATE instruments SET currency = ?, simulated = ?, removed_at = NULL WHERE id = ?')
      .run(instrument.currency, instrument.simulated ? 1 : 0, removed.id);
    return removed.id;
  }
  const result = write
    .prepare('INSERT INTO instruments (symbol, currency, simulated, created_at) VALUES (?, ?, ?, ?)')
    .run(instrument.symbol, instrument.currency, instrument.simulated ? 1 : 0, createdAt);
  return Number(result.lastInsertRowid);
}

/**
 * Names the currency of an instrument that had none ('XXX'). Returns false, and changes nothing, where it has one
 * already: its prices are in that one.
 */
export function setCurrency({ write }: WriteDatabase, id: number, currency: string): boolean {
  return (
    write.prepare("UPDATE instruments SET currency = ? WHERE id = ? AND currency = 'XXX'").run(currency, id).changes > 0
  );
}
