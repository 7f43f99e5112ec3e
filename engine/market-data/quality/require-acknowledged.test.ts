import { describe, expect } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { ReadDatabase } from '../../store/open-store.ts';
import { it } from '../../store/workspace.test-data.ts';
import { acknowledgeFindings } from './quality-report.ts';
import { requireAcknowledged } from './require-acknowledged.ts';
import { clock, importBars, withUnitJumps } from './stored-prices.test-data.ts';

/** The code of the refusal and its message, or null. */
function refusal(database: ReadDatabase, symbols: readonly string[]): AppError | null {
  try {
    requireAcknowledged(database, symbols, '1d');
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe('requireAcknowledged', () => {
  it('lets histories without red findings pass', ({ database }) => {
    importBars(database, 'AAA', withUnitJumps());
    expect(refusal(database, ['AAA'])).toBeNull();
    expect(refusal(database, [])).toBeNull();
  });

  it('refuses red findings until they are accepted, and new ones again', ({ database }) => {
    importBars(database, 'AAA', withUnitJumps());
    importBars(database, 'BBB', withUnitJumps(40));
    const error = refusal(database, ['AAA', 'BBB']);
    expect(error?.code).toBe('data/red-findings');
    expect(error?.message).toContain('The prices of BBB have 1 red finding that nobody has accepted. BBB: ');
    expect(error?.hint).toContain('almanac quality BBB');
    expect(refusal(database, ['AAA'])).toBeNull();

    acknowledgeFindings(database, clock, { symbol: 'BBB' });
    expect(refusal(database, ['AAA', 'BBB'])).toBeNull();
    // The same file once more, and one that brings a second error.
    importBars(database, 'BBB', withUnitJumps(40));
    expect(refusal(database, ['BBB'])).toBeNull();
    importBars(database, 'BBB', withUnitJumps(40, 200));
    expect(refusal(database, ['BBB'])?.code).toBe('data/red-findings');
    acknowledgeFindings(database, clock, { symbol: 'BBB' });
    expect(refusal(database, ['BBB'])).toBeNull();
    importBars(database, 'BBB', withUnitJumps(40));
    expect(refusal(database, ['BBB'])).toBeNull();
  });

  it('an acceptance belongs to one history', ({ database }) => {
    for (const symbol of ['AAA', 'BBB']) importBars(database, symbol, withUnitJumps(40));
    acknowledgeFindings(database, clock, { symbol: 'AAA' });
    expect(refusal(database, ['AAA'])).toBeNull();
    expect(refusal(database, ['AAA', 'BBB'])?.message).toContain('The prices of BBB have 1 red finding');
  });

  it('names all the histories, and those that are not there', ({ database }) => {
    for (const symbol of ['AAA', 'BBB']) importBars(database, symbol, withUnitJumps(40));
    expect(refusal(database, ['AAA', 'BBB'])?.message).toContain('The prices of AAA, BBB have 2 red findings');
    expect(refusal(database, ['CCC'])?.code).toBe('data/unknown-instrument');
    expect(() => {
      requireAcknowledged(database, ['AAA'], '1h');
    }).toThrow(expect.objectContaining({ code: 'data/unknown-timeframe' }));
  });
});
