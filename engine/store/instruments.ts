import type { Instrument } from '#contract/bars.ts';
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

/** The instrument with this symbol, or undefined. */
export function findInstrument({ read }: ReadDatabase, symbol: string): StoredInstrument | undefined {
  const row = read
    .prepare<[string], InstrumentRow>('SELECT id, symbol, currency, simulated FROM instruments WHERE symbol = ?')
    .get(symbol);
  return row && toInstrument(row);
}

/** All instruments by symbol. */
export function listInstruments({ read }: ReadDatabase): StoredInstrument[] {
  return read
    .prepare<[], InstrumentRow>('SELECT id, symbol, currency, simulated FROM instruments ORDER BY symbol')
    .all()
    .map(toInstrument);
}

/** Adds an instrument and returns its id. */
export function addInstrument({ write }: WriteDatabase, instrument: Instrument, createdAt: number): number {
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
