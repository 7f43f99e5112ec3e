import { isDeepStrictEqual } from 'node:util';
import type { ImportOutcome } from '#contract/api/market-data.ts';
import type { Adjustment, EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { QualityFinding } from '#contract/quality.ts';
import type { Clock } from '../kernel/clock.ts';
import {
  addSnapshot,
  findCurrentSnapshot,
  hashHistory,
  readSnapshot,
  type CorporateActions,
  type RawBars,
  type Snapshot,
  type SnapshotChanges,
} from '../store/bars.ts';
import {
  addInstrument,
  findInstrument,
  findRemovedInstrument,
  setCurrency,
  type StoredInstrument,
} from '../store/instruments.ts';
import { transact, type ReadDatabase, type WriteDatabase } from '../store/open-store.ts';
import { mergeHistories, type HistoryState } from './merge-history.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { checkQuality, type CheckedHistory } from './quality/check-quality.ts';
import { fingerprintFinding } from './quality/fingerprint.ts';
import { keepReadingFindings } from './quality/reading-findings.ts';
import { repairHistory } from './quality/repair-history.ts';
import { sortFindings } from './quality/sort-findings.ts';
import { storeEachSeries } from './store-each-series.ts';

/** How an import treats what is there. */
export interface StoreOptions {
  readonly simulated: boolean;
  /** Takes the file alone instead of adding its bars to those that are there. */
  readonly replace: boolean;
  readonly repair: boolean;
  /** Earlier bars are left out, those that are there too. */
  readonly from?: EpochMs | undefined;
}

type Stored = Omit<Extract<ImportOutcome, { status: 'added' | 'unchanged' | 'updated' }>, 'path' | 'label'>;

/**
 * Stores the prices of a file as a new snapshot of the instrument's history, together with its series, in one
 * transaction; a file that brings nothing new leaves the workspace as it was. What takes long, to merge and to check,
 * is done before the write lock is taken, and again where another import was faster.
 * Errors: import/simulated-clash, import/other-currency, and those of mergeHistories.
 */
export function storePrices(
  database: WriteDatabase,
  clock: Clock,
  sourceName: string,
  prices: ParsedPrices,
  options: StoreOptions,
): Stored {
  for (;;) {
    const now = clock.now();
    const prepared = prepareHistory(database, prices, options, now);
    const stored = transact(database, (transaction) =>
      writePrepared(transaction, sourceName, prices, options, prepared, now),
    );
    if (stored !== null) return stored;
  }
}

/** What storePrices would make of the prices, without writing. Errors: those of storePrices. */
export function previewPrices(
  database: ReadDatabase,
  clock: Clock,
  prices: ParsedPrices,
  options: StoreOptions,
): Pick<PreparedHistory, 'bars' | 'adjustment' | 'repairs' | 'changes' | 'findings'> & {
  isNew: boolean;
  isSame: boolean;
} {
  const prepared = prepareHistory(database, prices, options, clock.now());
  const { current, contentHash, bars, adjustment, repairs, changes, findings } = prepared;
  return {
    bars,
    adjustment,
    repairs,
    changes,
    findings: sortFindings([...findings]),
    isNew: current === undefined,
    isSame: current?.contentHash === contentHash && current.adjustment === adjustment,
  };
}

/** What a file makes of the history that is there. */
interface PreparedHistory {
  /** The snapshot that it was made from. */
  readonly current: Snapshot | undefined;
  /** Whether that snapshot cannot be read any more. */
  readonly isDamaged: boolean;
  readonly bars: RawBars;
  readonly actions: CorporateActions;
  readonly adjustment: Adjustment;
  readonly contentHash: string;
  readonly findings: readonly QualityFinding[];
  readonly repairs: readonly string[];
  readonly changes: SnapshotChanges | null;
}

function prepareHistory(
  database: ReadDatabase,
  prices: ParsedPrices,
  { simulated, replace, repair, from }: StoreOptions,
  now: EpochMs,
): PreparedHistory {
  const instrument = findInstrument(database, prices.symbol);
  // The history of one that was removed does not count, but what it is does: its earlier snapshots come back with it.
  const known = instrument ?? findRemovedInstrument(database, prices.symbol);
  if (known) refuseClash(known, prices, simulated);
  const current = instrument && findCurrentSnapshot(database, instrument.id, prices.timeframe);
  const before = current && readBefore(database, current, replace);
  const isDamaged = current !== undefined && before === undefined;
  const imported: HistoryState = prices;
  const merged =
    before && !replace
      ? mergeFrom(from, prices.symbol, { ...before, adjustment: current.adjustment }, imported)
      : { ...imported, changes: before ? compareWhole(before, imported) : null, source: null, findings: [] };
  const { source } = merged;
  let { adjustment } = merged;
  const stay = source?.includes(-1) ? keepReadingFindings(current?.findings ?? []).filter(isOfHistory) : [];
  const rowOf = (t: number): number => {
    const at = source === null ? t : source[t]!;
    return at === -1 ? 0 : prices.rows[at]!;
  };
  let checked: CheckedHistory = {
    bars: merged.bars,
    actions: merged.actions,
    adjustment,
    timeframe: prices.timeframe,
    timeZone: prices.timeZone,
    hasVolume: merged.bars.volume.some((volume) => volume > 0),
    rowOf,
    now,
  };
  let repairs: readonly string[] = [];
  // What was repaired once stays repaired: an update brings the same errors again.
  if (repair || (!replace && current !== undefined && current.repairs.length > 0)) {
    const repaired = repairHistory(checked);
    repairs = repaired.repairs;
    // A split that a repair has found is one that raw prices are adjusted by.
    if (adjustment === 'none' && repaired.actions.time.length > 0) adjustment = 'derived-from-events';
    checked = { ...checked, bars: repaired.bars, actions: repaired.actions, adjustment };
  }
  const { bars, actions } = checked;
  const ofReading = [...prices.findings, ...merged.findings];
  return {
    current,
    isDamaged,
    bars,
    actions,
    adjustment,
    contentHash: hashHistory(bars, actions),
    findings: [...ofReading, ...withoutRows(stay, ofReading), ...checkQuality(checked)],
    repairs,
    // A repair changes bars that the merge has left as they were.
    changes: before && repairs.length > 0 ? compareWhole(before, { bars }) : merged.changes,
  };
}

/** The history that is there; one that is damaged does not stand against the file that takes its place. */
function readBefore(
  database: ReadDatabase,
  current: Snapshot,
  replace: boolean,
): ReturnType<typeof readSnapshot> | undefined {
  try {
    return readSnapshot(database, current);
  } catch (error) {
    if (replace && error instanceof AppError && error.code === 'store/damaged') return undefined;
    throw error;
  }
}

/** Writes what was prepared, or nothing where it is the same; null where the history has changed in the meantime. */
function writePrepared(
  transaction: WriteDatabase,
  sourceName: string,
  prices: ParsedPrices,
  { simulated, replace }: StoreOptions,
  { current, isDamaged, bars, actions, adjustment, contentHash, repairs, ...prepared }: PreparedHistory,
  now: EpochMs,
): Stored | null {
  const known = findInstrument(transaction, prices.symbol);
  const latest = known && findCurrentSnapshot(transaction, known.id, prices.timeframe);
  if (latest?.id !== current?.id) return null;
  const { instrument, hasNewCurrency } = addOrNameCurrency(transaction, known, prices, simulated, now);
  const series = storeEachSeries(transaction, instrument.id, sourceName, prices, now, replace);
  const findings = sortFindings([...prepared.findings, ...series.findings]);
  const { timeframe, timeZone, stamps, refusedRows, refusedCount } = prices;
  const facts = { timeframe, adjustment, timeZone, stamps, refusedRows, refusedCount, findings, repairs };
  // Bars that are damaged on the disk are written again even where they are the same.
  const hasSameBars =
    !isDamaged &&
    current?.contentHash === contentHash &&
    current.adjustment === adjustment &&
    current.timeZone === timeZone &&
    current.stamps === stamps;
  const changes = hasSameBars ? null : prepared.changes;
  const isSame = hasSameBars && haveSamePlaces(current.findings, findings);
  if (!isSame) {
    addSnapshot(transaction, {
      ...facts,
      instrumentId: instrument.id,
      format: prices.formatId,
      sourceName,
      changes,
      bars,
      actions,
      createdAt: now,
    });
  }
  const isUpdated = !isSame || series.hasNew || hasNewCurrency;
  return {
    ...facts,
    status: !current ? 'added' : isUpdated ? 'updated' : 'unchanged',
    symbol: prices.symbol,
    format: prices.formatId,
    bars: bars.time.length,
    from: bars.time[0]!,
    to: bars.time.at(-1)!,
    changes,
    series: series.names,
  };
}

function addOrNameCurrency(
  database: WriteDatabase,
  known: StoredInstrument | undefined,
  prices: ParsedPrices,
  simulated: boolean,
  now: EpochMs,
): { instrument: StoredInstrument; hasNewCurrency: boolean } {
  const { symbol, currency } = prices;
  if (!known) {
    const id = addInstrument(database, { symbol, currency, simulated }, now);
    return { instrument: { id, symbol, currency, simulated }, hasNewCurrency: false };
  }
  refuseClash(known, prices, simulated);
  if (currency === 'XXX' || known.currency === currency) return { instrument: known, hasNewCurrency: false };
  setCurrency(database, known.id, currency);
  return { instrument: { ...known, currency }, hasNewCurrency: true };
}

function refuseClash(known: StoredInstrument, { symbol, currency }: ParsedPrices, simulated: boolean): void {
  if (known.simulated !== simulated) {
    throw new AppError(
      'import/simulated-clash',
      `${symbol} is ${known.simulated ? 'a simulated' : 'a real'} instrument in this workspace; the file would make it ${simulated ? 'simulated' : 'real'}.`,
      'Keep simulated and real data apart: rename the file, or import it into another --workspace.',
    );
  }
  if (currency !== 'XXX' && known.currency !== 'XXX' && known.currency !== currency) {
    throw new AppError(
      'import/other-currency',
      `${symbol} is in ${known.currency} in this workspace; the file is in ${currency}.`,
      'Import it under another name with --symbol, or state the right currency with --currency.',
    );
  }
}

/** A series that was refused says something of the file alone. */
function isOfHistory({ check }: QualityFinding): boolean {
  return check !== 'series-refused';
}

/** Whether the same was found at the same places, whatever rows the file has them in. */
function haveSamePlaces(before: readonly QualityFinding[], after: readonly QualityFinding[]): boolean {
  const describe = (findings: readonly QualityFinding[]): string[] =>
    findings
      .map((finding) =>
        [fingerprintFinding(finding), finding.severity, finding.action, finding.repairable, finding.hint].join(' '),
      )
      .sort();
  return isDeepStrictEqual(describe(before), describe(after));
}

/** The merged history without the older bars before `from`. */
function mergeFrom(
  from: EpochMs | undefined,
  symbol: string,
  older: HistoryState,
  newer: HistoryState,
): ReturnType<typeof mergeHistories> {
  const found = from === undefined ? 0 : older.bars.time.findIndex((time) => time >= from);
  const removed = found === -1 ? older.bars.time.length : found;
  if (removed === 0) return mergeHistories(symbol, older, newer);
  const { time, open, high, low, close, volume, priceFactor, volumeFactor } = older.bars;
  const cut = (column: Float64Array): Float64Array => column.slice(removed);
  const bars = {
    time: cut(time),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
    priceFactor: cut(priceFactor),
    volumeFactor: cut(volumeFactor),
  };
  const isLeft = (_: number, i: number): boolean => older.actions.time[i]! >= from!;
  const actions = {
    time: older.actions.time.filter(isLeft),
    dividend: older.actions.dividend.filter(isLeft),
    split: older.actions.split.filter(isLeft),
  };
  const merged = mergeHistories(symbol, { ...older, bars, actions }, newer);
  return { ...merged, changes: { ...merged.changes, removed } };
}

/** Findings of an earlier file, unless they were found again; their rows are none of the last file. */
function withoutRows(earlier: readonly QualityFinding[], found: readonly QualityFinding[]): QualityFinding[] {
  const known = new Set(found.map(fingerprintFinding));
  return earlier
    .filter((finding) => !known.has(fingerprintFinding(finding)))
    .map((finding) => ({ ...finding, rows: [] }));
}

/** How a history that takes the place of another differs from it. */
function compareWhole(
  before: Pick<HistoryState, 'bars'>,
  after: Pick<HistoryState, 'bars'>,
): { added: number; changed: number; removed: number } {
  const columns = ['open', 'high', 'low', 'close', 'volume'] as const;
  const old = before.bars.time;
  const { time } = after.bars;
  let common = 0;
  let changed = 0;
  for (let a = 0, b = 0; a < old.length && b < time.length;) {
    if (old[a] === time[b]) {
      common++;
      if (columns.some((name) => before.bars[name][a] !== after.bars[name][b])) changed++;
    }
    if (old[a]! <= time[b]!) a++;
    else b++;
  }
  return { added: time.length - common, changed, removed: old.length - common };
}
