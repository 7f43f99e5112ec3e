import type { InstrumentSummary } from '#contract/api/market-data.ts';
import type { Bars, EpochMs, Instrument, Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { QualityFinding } from '#contract/quality.ts';
import { hashJson } from '../kernel/hash.ts';
import { listAcknowledgements } from '../store/acknowledgements.ts';
import { findCurrentSnapshot, listTimeframes, readSnapshot, type Snapshot } from '../store/bars.ts';
import { findInstrument, findRemovedInstrument, listInstruments, type StoredInstrument } from '../store/instruments.ts';
import type { ReadDatabase } from '../store/open-store.ts';
import { listSeriesNames, readSeries } from '../store/series.ts';
import { adjustBars } from './adjustment/adjust.ts';
import { fingerprintFinding } from './quality/fingerprint.ts';
import { joinAsOf } from './series/as-of-join.ts';
import { maxAgesMs } from './series/frequency.ts';

/** An instrument's current history, adjusted and joined, ready for features. */
export interface History {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly bars: Bars;
  /** Series by name as known at each bar, of those that were asked for and are there; see joinAsOf. */
  readonly series: Readonly<Record<string, Float64Array>>;
  /**
   * SHA-256 over the stored bars and the series that were asked for, not over the instrument's own fields: the same
   * hash gives the same features.
   */
  readonly dataHash: string;
}

/**
 * Loads the current history of a symbol with the series of these names; one that the instrument does not have
 * itself is taken from the market as a whole. Errors: data/unknown-instrument, data/unknown-timeframe,
 * store/damaged.
 */
export function loadHistory(
  database: ReadDatabase,
  symbol: string,
  {
    timeframe = '1d',
    series: names = [],
  }: { readonly timeframe?: Timeframe; readonly series?: readonly string[] } = {},
): History {
  const { instrument, snapshot } = findHistory(database, symbol, timeframe);
  const bars = adjustBars(readSnapshot(database, snapshot).bars);
  const series: Record<string, Float64Array> = {};
  const hashes: (string | null)[] = [];
  for (const name of [...new Set(names)].sort()) {
    const stored = readSeries(database, instrument.id, name) ?? readSeries(database, null, name);
    hashes.push(stored?.contentHash ?? null);
    if (!stored) continue;
    series[name] = joinAsOf(bars.time, stored.availableAt, stored.value, maxAgesMs[stored.frequency]);
  }
  return {
    instrument: { symbol: instrument.symbol, currency: instrument.currency, simulated: instrument.simulated },
    timeframe,
    bars,
    series,
    dataHash: hashJson([snapshot.contentHash, ...hashes]),
  };
}

/** The current snapshot of a symbol. Errors: data/unknown-instrument, data/unknown-timeframe. */
export function findHistory(
  database: ReadDatabase,
  symbol: string,
  timeframe: Timeframe,
): { readonly instrument: StoredInstrument; readonly snapshot: Snapshot } {
  const instrument = findInstrument(database, symbol);
  const snapshot = instrument && findCurrentSnapshot(database, instrument.id, timeframe);
  if (instrument && snapshot) return { instrument, snapshot };
  const others = instrument ? listTimeframes(database, instrument.id) : [];
  if (others.length > 0) {
    throw new AppError(
      'data/unknown-timeframe',
      `${symbol} has no bars of ${timeframe}; it has bars of ${others.join(', ')}.`,
      `Import its ${timeframe} bars with "almanac import <file>".`,
    );
  }
  if (findRemovedInstrument(database, symbol)) {
    throw new AppError(
      'data/unknown-instrument',
      `${symbol} was removed from the workspace.`,
      `Bring it back with "almanac instruments --bring-back ${symbol}", or import it again.`,
    );
  }
  const known = listInstruments(database).map((i) => i.symbol);
  throw new AppError(
    'data/unknown-instrument',
    `The workspace has no instrument ${symbol}.`,
    known.length > 0
      ? `It has ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}. Import ${symbol} with "almanac import <file>".`
      : 'It is empty. Import price files with "almanac import <files or folders>".',
  );
}

/** The time of the last bar of a history, or null where there is none. */
export function findLastBar(database: ReadDatabase, symbol: string, timeframe: Timeframe): EpochMs | null {
  const instrument = findInstrument(database, symbol);
  return (instrument && findCurrentSnapshot(database, instrument.id, timeframe)?.lastTime) ?? null;
}

/** The findings of a snapshot, each with whether the user has accepted it as it is. */
export function listFindings(
  database: ReadDatabase,
  { instrumentId, timeframe, findings }: Snapshot,
): (QualityFinding & { isAcknowledged: boolean })[] {
  const accepted = new Set(
    listAcknowledgements(database, instrumentId, timeframe).map(({ fingerprint }) => fingerprint),
  );
  return findings.map((finding) => ({ ...finding, isAcknowledged: accepted.has(fingerprintFinding(finding)) }));
}

/** What is known about one history. Errors: data/unknown-instrument, data/unknown-timeframe. */
export function summariseInstrument(database: ReadDatabase, symbol: string, timeframe: Timeframe): InstrumentSummary {
  const { instrument, snapshot } = findHistory(database, symbol, timeframe);
  const findings = listFindings(database, snapshot);
  const count = (severity: QualityFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity && !finding.isAcknowledged).length;
  return {
    symbol: instrument.symbol,
    currency: instrument.currency,
    simulated: instrument.simulated,
    timeframe: snapshot.timeframe,
    bars: snapshot.bars,
    from: snapshot.firstTime,
    to: snapshot.lastTime,
    lastClose: snapshot.lastClose,
    source: snapshot.sourceName,
    importedAt: snapshot.createdAt,
    format: snapshot.format,
    adjustment: snapshot.adjustment,
    timeZone: snapshot.timeZone,
    stamps: snapshot.stamps,
    contentHash: snapshot.contentHash,
    refusedRows: snapshot.refusedRows,
    refusedCount: snapshot.refusedCount,
    series: listSeriesNames(database, instrument.id),
    quality: { red: count('red'), amber: count('amber'), info: count('info') },
  };
}

/** Every history of the workspace: one entry for each instrument and timeframe. */
export function summariseInstruments(database: ReadDatabase): InstrumentSummary[] {
  return listInstruments(database).flatMap(({ id, symbol }) =>
    listTimeframes(database, id).map((timeframe) => summariseInstrument(database, symbol, timeframe)),
  );
}
