import type { Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { ReadDatabase } from '../../store/open-store.ts';
import { findHistory, listFindings } from '../load-history.ts';

/**
 * Refuses histories with red findings that nobody has accepted: a model trained on prices in pence among prices in
 * pounds learns the error. Errors: data/red-findings, data/unknown-instrument, data/unknown-timeframe.
 */
export function requireAcknowledged(database: ReadDatabase, symbols: readonly string[], timeframe: Timeframe): void {
  const open = symbols.flatMap((symbol) =>
    listFindings(database, findHistory(database, symbol, timeframe).snapshot)
      .filter(({ severity, isAcknowledged }) => severity === 'red' && !isAcknowledged)
      .map((finding) => ({ symbol, finding })),
  );
  const [first] = open;
  if (first === undefined) return;
  const names = [...new Set(open.map(({ symbol }) => symbol))];
  throw new AppError(
    'data/red-findings',
    `The prices of ${names.join(', ')} have ${open.length} red ${open.length === 1 ? 'finding' : 'findings'} that nobody has accepted. ${first.symbol}: ${first.finding.message}`,
    `Look at them with "almanac quality ${first.symbol}"; then import mended prices, repair them with --repair, or accept them as they are with --acknowledge.`,
  );
}
