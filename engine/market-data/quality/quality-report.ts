import type { FoundFinding, QualityReport } from '#contract/api/market-data.ts';
import type { Timeframe } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { QualityCheck } from '#contract/quality.ts';
import type { Clock } from '../../kernel/clock.ts';
import { addAcknowledgement } from '../../store/acknowledgements.ts';
import { addSnapshot, listSnapshots, listTimeframes, readSnapshot, type Snapshot } from '../../store/bars.ts';
import { findInstrument, listInstruments } from '../../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../../store/open-store.ts';
import { findHistory, listFindings, summariseInstrument } from '../load-history.ts';
import { checkQuality, type CheckedHistory } from './check-quality.ts';
import { fingerprintFinding } from './fingerprint.ts';
import { keepReadingFindings } from './reading-findings.ts';
import { repairHistory } from './repair-history.ts';
import { sortFindings } from './sort-findings.ts';

/** Which history is meant; without a timeframe the daily one, or the only one that there is. */
export interface HistoryRequest {
  readonly symbol: string;
  readonly timeframe?: Timeframe | undefined;
}

function chooseTimeframe(database: ReadDatabase, { symbol, timeframe }: HistoryRequest): Timeframe {
  if (timeframe !== undefined) return timeframe;
  const instrument = findInstrument(database, symbol);
  const known = instrument ? listTimeframes(database, instrument.id) : [];
  return known.includes('1d') ? '1d' : (known[0] ?? '1d');
}

/** The findings of a history and how it came to be. Errors: data/unknown-instrument, data/unknown-timeframe. */
export function reportQuality(database: ReadDatabase, request: HistoryRequest): QualityReport {
  const timeframe = chooseTimeframe(database, request);
  const { instrument, snapshot } = findHistory(database, request.symbol, timeframe);
  return {
    summary: summariseInstrument(database, request.symbol, timeframe),
    findings: listFindings(database, snapshot),
    snapshots: listSnapshots(database, instrument.id, timeframe).map((s) => ({
      id: s.id,
      createdAt: s.createdAt,
      source: s.sourceName,
      format: s.format,
      bars: s.bars,
      from: s.firstTime,
      to: s.lastTime,
      changes: s.changes,
      repairs: s.repairs,
    })),
  };
}

/** The findings of every current history: red ones first, then by check and symbol. */
export function listAllFindings(database: ReadDatabase): FoundFinding[] {
  const found = listInstruments(database).flatMap(({ id, symbol, simulated }) =>
    listTimeframes(database, id).flatMap((timeframe) => {
      const { snapshot } = findHistory(database, symbol, timeframe);
      return listFindings(database, snapshot).map((finding) => ({ ...finding, symbol, timeframe, simulated }));
    }),
  );
  return sortFindings(found);
}

/**
 * Accepts red findings as they are: those of the checks, or all. The acceptance belongs to these places; a new
 * finding of the same check has to be accepted anew. Errors: as reportQuality, quality/nothing-to-acknowledge.
 */
export function acknowledgeFindings(
  database: WriteDatabase,
  clock: Clock,
  request: HistoryRequest & { readonly checks?: readonly QualityCheck[] | undefined },
): QualityReport {
  transact(database, (transaction) => {
    const { snapshot } = findHistory(transaction, request.symbol, chooseTimeframe(transaction, request));
    const open = listFindings(transaction, snapshot).filter(
      ({ severity, isAcknowledged, check }) =>
        severity === 'red' && !isAcknowledged && (request.checks?.includes(check) ?? true),
    );
    if (open.length === 0) {
      throw new AppError(
        'quality/nothing-to-acknowledge',
        `${request.symbol} has no open red finding${request.checks ? ` of ${request.checks.join(', ')}` : ''}.`,
        `See its findings with "almanac quality ${request.symbol}".`,
      );
    }
    for (const finding of open) {
      addAcknowledgement(transaction, {
        instrumentId: snapshot.instrumentId,
        timeframe: snapshot.timeframe,
        fingerprint: fingerprintFinding(finding),
        message: finding.message,
        createdAt: clock.now(),
      });
    }
  });
  return reportQuality(database, request);
}

/** Repairs what is beyond doubt, as a new snapshot. Errors: as reportQuality, quality/nothing-to-repair. */
export function repairStored(database: WriteDatabase, clock: Clock, request: HistoryRequest): QualityReport {
  transact(database, (transaction) => {
    const { snapshot } = findHistory(transaction, request.symbol, chooseTimeframe(transaction, request));
    const history = describe(transaction, snapshot, clock.now());
    const { bars, actions, repairs } = repairHistory(history);
    if (repairs.length === 0) {
      throw new AppError(
        'quality/nothing-to-repair',
        `Nothing in the prices of ${request.symbol} is wrong beyond doubt in a way that is known how to repair.`,
        'Import mended prices, or accept the findings as they are with --acknowledge.',
      );
    }
    addSnapshot(transaction, {
      ...snapshot,
      bars,
      actions,
      repairs: [...snapshot.repairs, ...repairs],
      // What reading the file found stays found; what the checks of the bars found is looked for again.
      findings: sortFindings([
        ...keepReadingFindings(snapshot.findings),
        ...checkQuality({ ...history, bars, actions }),
      ]),
      changes: null,
      createdAt: clock.now(),
    });
  });
  return reportQuality(database, request);
}

/** Makes an earlier snapshot current again, as a new one. Errors: as reportQuality, quality/unknown-snapshot. */
export function revertHistory(
  database: WriteDatabase,
  clock: Clock,
  request: HistoryRequest & { readonly snapshot: number },
): QualityReport {
  transact(database, (transaction) => {
    const { instrument, snapshot: current } = findHistory(
      transaction,
      request.symbol,
      chooseTimeframe(transaction, request),
    );
    const all = listSnapshots(transaction, instrument.id, current.timeframe);
    const wanted = all.find(({ id }) => id === request.snapshot);
    if (!wanted || wanted.id === current.id) {
      throw new AppError(
        'quality/unknown-snapshot',
        `${request.symbol} has no earlier snapshot ${request.snapshot}; it has ${
          all
            .slice(1)
            .map(({ id }) => id)
            .join(', ') || 'none'
        }.`,
        `See them with "almanac quality ${request.symbol}".`,
      );
    }
    const { bars, actions } = readSnapshot(transaction, wanted);
    addSnapshot(transaction, { ...wanted, bars, actions, changes: null, createdAt: clock.now() });
  });
  return reportQuality(database, request);
}

function describe(database: ReadDatabase, snapshot: Snapshot, now: number): CheckedHistory {
  const { bars, actions } = readSnapshot(database, snapshot);
  return {
    bars,
    actions,
    adjustment: snapshot.adjustment,
    timeframe: snapshot.timeframe,
    timeZone: snapshot.timeZone,
    hasVolume: bars.volume.some((volume) => volume > 0),
    rowOf: () => 0,
    now,
  };
}
