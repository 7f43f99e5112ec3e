import type { Bars, Instrument, InstrumentSummary } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { hashJson } from '../kernel/hash.ts';
import { findCurrentSnapshot, readSnapshotBars, type Snapshot } from '../store/bars.ts';
import { findInstrument, listInstruments, type StoredInstrument } from '../store/instruments.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { findCurrentSeries, readSeries } from '../store/series.ts';
import { adjustBars } from './adjust.ts';
import { joinAsOf } from './as-of-join.ts';

/** An instrument's current history, adjusted and joined, ready for features. */
export interface History {
  readonly instrument: Instrument;
  readonly bars: Bars;
  /** Present where the instrument has a sentiment series. */
  readonly sentiment?: Float64Array;
  /**
   * SHA-256 over the stored bars and sentiment, not over the instrument's own fields: the same hash gives the
   * same features.
   */
  readonly dataHash: string;
}

/** Loads the current history of a symbol. Errors: data/unknown-instrument, store/damaged. */
export function loadHistory(database: ReadDatabase, symbol: string): History {
  const { instrument, snapshot } = findHistory(database, symbol);
  const bars = adjustBars(readSnapshotBars(database, snapshot));
  const series = readSeries(database, instrument.id, 'sentiment');
  const history = {
    instrument: { symbol: instrument.symbol, currency: instrument.currency, simulated: instrument.simulated },
    bars,
    dataHash: hashJson([snapshot.contentHash, series?.contentHash ?? null]),
  };
  return series ? { ...history, sentiment: joinAsOf(bars.time, series.availableAt, series.value) } : history;
}

function findHistory(database: ReadDatabase, symbol: string): { instrument: StoredInstrument; snapshot: Snapshot } {
  const instrument = findInstrument(database, symbol);
  const snapshot = instrument && findCurrentSnapshot(database, instrument.id, '1d');
  if (instrument && snapshot) return { instrument, snapshot };
  const known = listInstruments(database).map((i) => i.symbol);
  throw new AppError(
    'data/unknown-instrument',
    `The workspace has no instrument ${symbol}.`,
    known.length > 0
      ? `It has ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}. Import ${symbol} with "almanac import <file>".`
      : 'It is empty. Import price files with "almanac import <files or folders>".',
  );
}

/** What is known about one instrument. Errors: data/unknown-instrument. */
export function summariseInstrument(database: ReadDatabase, symbol: string): InstrumentSummary {
  const { instrument, snapshot } = findHistory(database, symbol);
  return {
    symbol: instrument.symbol,
    currency: instrument.currency,
    simulated: instrument.simulated,
    timeframe: snapshot.timeframe,
    bars: snapshot.bars,
    from: snapshot.firstTime,
    to: snapshot.lastTime,
    lastClose: snapshot.lastClose,
    format: snapshot.format,
    adjustment: snapshot.adjustment,
    contentHash: snapshot.contentHash,
    refusedRows: snapshot.refusedRows,
    hasSentiment: findCurrentSeries(database, instrument.id, 'sentiment') !== undefined,
  };
}
