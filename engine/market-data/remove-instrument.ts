import type { RemovedInstrument } from '#contract/api/market-data.ts';
import type { Instrument } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Clock } from '../kernel/clock.ts';
import { findInstrument, findRemovedInstrument, setRemoved } from '../store/instruments.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';

/** Takes an instrument out of sight; see the contract. Errors: data/unknown-instrument. */
export function removeInstrument(database: WriteDatabase, clock: Clock, symbol: string): RemovedInstrument {
  return transact(database, (transaction) => {
    const found = findInstrument(transaction, symbol);
    if (!found) throw unknown(`The workspace has no instrument ${symbol}.`);
    const removedAt = clock.now();
    setRemoved(transaction, found.id, removedAt);
    return { symbol, currency: found.currency, simulated: found.simulated, removedAt };
  });
}

/** Undoes removeInstrument. Errors: data/unknown-instrument. */
export function bringBackInstrument(database: WriteDatabase, symbol: string): Instrument {
  return transact(database, (transaction) => {
    const found = findRemovedInstrument(transaction, symbol);
    if (!found) throw unknown(`No instrument ${symbol} was removed.`);
    setRemoved(transaction, found.id, null);
    return { symbol, currency: found.currency, simulated: found.simulated };
  });
}

function unknown(message: string): AppError {
  return new AppError('data/unknown-instrument', message, 'See "almanac instruments" for those that are there.');
}
