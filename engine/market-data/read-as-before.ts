import { AppError } from '#contract/errors.ts';
import { findCurrentSnapshot, type Snapshot } from '../store/bars.ts';
import { findInstrument } from '../store/instruments.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import type { ReadOptions } from './import-options.ts';
import type { ParsedPrices } from './parsed-prices.ts';

/**
 * What has to be stated so that an update is read as the bars that are there were: where a file of intraday bars
 * does not say its zone or which end its bars are stamped with, that of the stored history counts. null where the
 * file was read that way already. Errors: import/other-time-zone, import/other-stamps where both say it, and
 * differently: bars of the two would lie hours or a bar apart.
 */
export function conventionsOfHistory(
  database: ReadDatabase,
  prices: ParsedPrices,
): Pick<ReadOptions, 'timeZone' | 'stamps'> | null {
  const instrument = findInstrument(database, prices.symbol);
  const current = instrument && findCurrentSnapshot(database, instrument.id, prices.timeframe);
  if (!current || prices.stamps === 'day' || current.stamps === 'day') return null;
  const { assumed } = prices;
  const timeZone = assumed.timeZone && prices.timeZone !== current.timeZone ? current.timeZone : undefined;
  const stamps = assumed.stamps && prices.stamps !== current.stamps ? current.stamps : undefined;
  if (timeZone !== undefined || stamps !== undefined) {
    return {
      timeZone: timeZone ?? (assumed.timeZone ? undefined : prices.timeZone),
      stamps: stamps ?? prices.stamps,
    };
  }
  refuseContradiction(prices, current);
  return null;
}

function refuseContradiction({ symbol, timeZone, stamps, formatId }: ParsedPrices, current: Snapshot): void {
  const wasAssumed = current.findings.some(({ check }) => check === 'time-zone-assumed');
  if (wasAssumed && timeZone !== current.timeZone) {
    throw new AppError(
      'import/other-time-zone',
      `The bars of ${symbol} that are there were taken as ${current.timeZone}, because their file named no zone; those of the file are in ${timeZone}.`,
      `Import the earlier file again with --replace --time-zone ${timeZone}, then this one.`,
    );
  }
  // Two formats may well stamp differently and both be right; the same one does not change its way.
  if (formatId === current.format && stamps !== current.stamps) {
    throw new AppError(
      'import/other-stamps',
      `The bars of ${symbol} that are there were stamped with their ${current.stamps}, those of the file with their ${stamps}.`,
      `Leave --stamps out, or import the whole history again with --replace --stamps ${stamps}.`,
    );
  }
}
