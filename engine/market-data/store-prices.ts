import type { ImportOutcome } from '#contract/api/market-data.ts';
import { AppError } from '#contract/errors.ts';
import type { EpochMs } from '#contract/bars.ts';
import type { QualityFinding } from '#contract/quality.ts';
import type { Clock } from '../kernel/clock.ts';
import { addSnapshot, findCurrentSnapshot, hashHistory, readSnapshot } from '../store/bars.ts';
import { addInstrument, findInstrument, setCurrency, type StoredInstrument } from '../store/instruments.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';
import { mergeHistories, type HistoryState } from './merge-history.ts';
import type { ParsedPrices } from './parsed-prices.ts';
import { checkQuality, type CheckedHistory } from './quality/check-quality.ts';
import { fingerprintFinding } from './quality/fingerprint.ts';
import { keepReadingFindings } from './quality/reading-findings.ts';
import { repairHistory } from './quality/repair-history.ts';
import { sortFindings } from './quality/sort-findings.ts';
import { storeSeriesOfPrices } from './series/store-series.ts';

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
 * transaction; a file that brings nothing new leaves the workspace as it was.
 * Errors: import/simulated-clash, import/other-currency, and those of mergeHistories.
 */
export function storePrices(
  database: WriteDatabase,
  clock: Clock,
  sourceName: string,
  prices: ParsedPrices,
  { simulated, replace, repair, from }: StoreOptions,
): Stored {
  return transact(database, (transaction) => {
    const now = clock.now();
    const { instrument, hasNewCurrency } = findOrAddInstrument(transaction, prices, simulated, now);
    const current = findCurrentSnapshot(transaction, instrument.id, prices.timeframe);
    const before = current && readSnapshot(transaction, current);
    const imported: HistoryState = prices;
    const merged =
      before && !replace
        ? mergeFrom(from, prices.symbol, { ...before, adjustment: current.adjustment }, imported)
        : { ...imported, changes: before ? compareWhole(before, imported) : null, source: null, findings: [] };
    const { source } = merged;
    const stay = source?.includes(-1) ? keepReadingFindings(current?.findings ?? []) : [];
    const rowOf = (t: number): number => {
      const at = source === null ? t : source[t]!;
      return at === -1 ? 0 : prices.rows[at]!;
    };
    let checked: CheckedHistory = {
      bars: merged.bars,
      actions: merged.actions,
      adjustment: merged.adjustment,
      timeframe: prices.timeframe,
      timeZone: prices.timeZone,
      hasVolume: merged.bars.volume.some((volume) => volume > 0),
      rowOf,
      now,
    };
    let repairs: readonly string[] = [];
    if (repair) {
      const repaired = repairHistory(checked);
      repairs = repaired.repairs;
      checked = { ...checked, bars: repaired.bars, actions: repaired.actions };
    }
    const { bars, actions } = checked;
    const ofReading = [...prices.findings, ...merged.findings];
    const findings = sortFindings([...ofReading, ...withoutRows(stay, ofReading), ...checkQuality(checked)]);
    const last = bars.time.length - 1;
    const outcome = {
      symbol: prices.symbol,
      timeframe: prices.timeframe,
      format: prices.formatId,
      adjustment: merged.adjustment,
      timeZone: prices.timeZone,
      stamps: prices.stamps,
      bars: bars.time.length,
      from: bars.time[0]!,
      to: bars.time[last]!,
      refusedRows: prices.refusedRows,
      refusedCount: prices.refusedCount,
      findings,
      repairs,
    };
    const series = storeSeriesOfPrices(transaction, instrument.id, sourceName, prices, now);
    const names = prices.series.map(({ name }) => name);
    const isSame =
      current?.contentHash === hashHistory(bars, actions) &&
      current.adjustment === merged.adjustment &&
      current.timeZone === prices.timeZone &&
      current.stamps === prices.stamps;
    if (isSame) {
      return { ...outcome, status: series || hasNewCurrency ? 'updated' : 'unchanged', changes: null, series: names };
    }
    // A repair changes bars that the merge has left as they were.
    const changes = before && repairs.length > 0 ? compareWhole(before, { bars }) : merged.changes;
    addSnapshot(transaction, {
      instrumentId: instrument.id,
      timeframe: prices.timeframe,
      format: prices.formatId,
      sourceName,
      adjustment: merged.adjustment,
      timeZone: prices.timeZone,
      stamps: prices.stamps,
      refusedRows: prices.refusedRows,
      refusedCount: prices.refusedCount,
      findings,
      repairs,
      changes,
      bars,
      actions,
      createdAt: now,
    });
    return { ...outcome, status: current ? 'updated' : 'added', changes, series: names };
  });
}

function findOrAddInstrument(
  database: WriteDatabase,
  { symbol, currency }: ParsedPrices,
  simulated: boolean,
  now: number,
): { instrument: StoredInstrument; hasNewCurrency: boolean } {
  const known = findInstrument(database, symbol);
  if (!known) {
    const id = addInstrument(database, { symbol, currency, simulated }, now);
    return { instrument: { id, symbol, currency, simulated }, hasNewCurrency: false };
  }
  if (known.simulated !== simulated) {
    throw new AppError(
      'import/simulated-clash',
      `${symbol} is ${known.simulated ? 'a simulated' : 'a real'} instrument in this workspace; the file would make it ${simulated ? 'simulated' : 'real'}.`,
      'Keep simulated and real data apart: rename the file, or import it into another --workspace.',
    );
  }
  if (currency !== 'XXX' && known.currency !== currency) {
    if (known.currency !== 'XXX') {
      throw new AppError(
        'import/other-currency',
        `${symbol} is in ${known.currency} in this workspace; the file is in ${currency}.`,
        'Import it under another name with --symbol, or state the right currency with --currency.',
      );
    }
    setCurrency(database, known.id, currency);
    return { instrument: { ...known, currency }, hasNewCurrency: true };
  }
  return { instrument: known, hasNewCurrency: false };
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
