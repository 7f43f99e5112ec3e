import type { Adjustment, EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { QualityFinding } from '#contract/quality.ts';
import { formatTime } from '../kernel/format-time.ts';
import type { CorporateActions, RawBars } from '../store/bars.ts';
import { factorsFromActions, volumeFactorFromSplits } from './adjustment/derive-factors.ts';
import { lowerBound } from './lower-bound.ts';

/** How many common bars next to a border tell the scale there; more would reach over bars that were corrected. */
const SCALE_BARS = 21;

/** Two histories of one instrument differ by one constant; a bar is off when it is further from it than this. Relative. */
const SCALE_TOLERANCE = 0.02;

/** A change of volume is a split's only from here on: 5 % is the smallest stock dividend that is usual. Relative. */
const VOLUME_TOLERANCE = 0.02;

/** Factors that are nearer to each other are one factor, computed in two ways. Relative. */
const ROUNDING = 1e-12;

/** Adjusted closes are printed with four to six digits: what differs by less is rounding. Relative. */
const ADJUSTED_TOLERANCE = 2e-3;

/** Of few common bars; enough for prices that are printed to a cent. Relative. */
const FEW_BARS_TOLERANCE = 5e-3;

/** The close of the day itself moves by rounding, and by what an unfinished bar had still before it. Relative. */
const SPLIT_TOLERANCE = 0.01;

/** Dividends between two exports take hardly more than this off. */
const LARGEST_PAYOUT = 0.7;

/** Of fewer common bars than these none may be on another scale, and a bar that was not over yet moves no further. */
const FEW_BARS = 10;
const UNFINISHED_MOVE = 0.5;

/** Share of the common bars that may be off, because they were corrected in between. */
const CORRECTED_SHARE = 0.1;

export interface HistoryState {
  readonly bars: RawBars;
  readonly actions: CorporateActions;
  readonly adjustment: Adjustment;
}

export interface MergedHistory extends HistoryState {
  readonly changes: { readonly added: number; readonly changed: number; readonly removed: number };
  /** [bars] Index in the newer history that each bar came from, or -1. */
  readonly source: Int32Array;
  readonly findings: readonly QualityFinding[];
}

/**
 * The history that holds all bars of both: those of `newer` where it has one, else those of `older`. Providers move
 * the base of adjusted prices with each dividend, so the older bars that stay are brought to the scale of the newer
 * ones by the bars that both have: their factors change, their raw prices don't.
 * Errors: import/other-history where the common bars contradict each other, import/other-adjustment.
 */
export function mergeHistories(symbol: string, older: HistoryState, newer: HistoryState): MergedHistory {
  const layout = interleave(older.bars.time, newer.bars.time);
  const { fromOlder, source, time, common } = layout;
  const stays = fromOlder.some((t) => t !== -1);
  const adjustment = joinAdjustments(older.adjustment, newer.adjustment);
  if (stays && adjustment === null) {
    throw new AppError(
      'import/other-adjustment',
      `The prices of ${symbol} that are there are ${older.adjustment}, those of the file ${newer.adjustment}; one history cannot be made of both.`,
      'Export the whole history in one way and import that, or take the file alone with --replace; the old history is kept as an earlier snapshot.',
    );
  }
  const changed = countChanged(older, newer, common);
  const changes = { added: newer.bars.time.length - common.older.length, changed, removed: 0 };
  if (!stays || adjustment === null) return { ...newer, changes, source, findings: [] };
  checkSameHistory(symbol, older, newer, common);

  const take = (name: keyof RawBars): Float64Array =>
    Float64Array.from(time, (_, t) =>
      source[t] !== -1 ? newer.bars[name][source[t]!]! : older.bars[name][fromOlder[t]!]!,
    );
  const raw = {
    time,
    open: take('open'),
    high: take('high'),
    low: take('low'),
    close: take('close'),
    volume: take('volume'),
  };
  const isFromActions = isDerivedFromActions(adjustment);
  // An adjusted close needs no actions beside it: a file without any says nothing about those that are known.
  const actions =
    !isFromActions && newer.actions.time.length === 0
      ? older.actions
      : mergeActions(older.actions, newer.actions, newer.bars.time);
  const findings = common.older.length === 0 && !isFromActions && adjustment !== 'none' ? [noCommonBar()] : [];
  if (isFromActions) {
    return {
      bars: {
        ...raw,
        priceFactor: factorsFromActions(time, raw.close, actions),
        volumeFactor: volumeFactorFromSplits(time, actions),
      },
      actions,
      adjustment,
      changes,
      source,
      findings,
    };
  }
  return {
    bars: {
      ...raw,
      priceFactor: joinFactors('priceFactor', 'close', older, newer, layout),
      volumeFactor: joinFactors('volumeFactor', 'volume', older, newer, layout),
    },
    actions,
    adjustment,
    changes,
    source,
    findings,
  };
}

interface CommonBars {
  /** Indices of the bars that both have, in either. */
  readonly older: Int32Array;
  readonly newer: Int32Array;
}

interface Interleaved {
  readonly time: Float64Array;
  /** [bars] Index in the newer history, or -1. */
  readonly source: Int32Array;
  /** [bars] Index in the older history of the bars that only it has, or -1. */
  readonly fromOlder: Int32Array;
  readonly common: CommonBars;
}

function interleave(older: Float64Array, newer: Float64Array): Interleaved {
  const most = older.length + newer.length;
  const time = new Float64Array(most);
  const source = new Int32Array(most).fill(-1);
  const fromOlder = new Int32Array(most).fill(-1);
  const shared = Math.min(older.length, newer.length);
  const commonOlder = new Int32Array(shared);
  const commonNewer = new Int32Array(shared);
  let a = 0;
  let b = 0;
  let count = 0;
  let both = 0;
  while (a < older.length || b < newer.length) {
    const inOlder = a < older.length ? older[a]! : Infinity;
    const inNewer = b < newer.length ? newer[b]! : Infinity;
    if (inOlder < inNewer) {
      time[count] = inOlder;
      fromOlder[count++] = a++;
      continue;
    }
    if (inOlder === inNewer) {
      commonOlder[both] = a++;
      commonNewer[both++] = b;
    }
    time[count] = inNewer;
    source[count++] = b++;
  }
  return {
    time: time.slice(0, count),
    source: source.slice(0, count),
    fromOlder: fromOlder.slice(0, count),
    common: { older: commonOlder.slice(0, both), newer: commonNewer.slice(0, both) },
  };
}

/**
 * How many of the common bars differ: in a price or the volume of the file, or in the adjusted close, beyond the one
 * constant by which a provider moves its base.
 */
function countChanged(older: HistoryState, newer: HistoryState, common: CommonBars): number {
  const columns = ['open', 'high', 'low', 'close', 'volume'] as const;
  const ratios = Float64Array.from(common.older, (a, i) =>
    ratioAt('priceFactor', 'close', older, newer, a, common.newer[i]!),
  );
  const base = ratios.length > 0 ? median(ratios) : 1;
  let changed = 0;
  for (let i = 0; i < common.older.length; i++) {
    const a = common.older[i]!;
    const b = common.newer[i]!;
    const isOther = columns.some((name) => older.bars[name][a] !== newer.bars[name][b]);
    if (isOther || Math.abs(ratios[i]! / base - 1) > ADJUSTED_TOLERANCE) changed++;
  }
  return changed;
}

/** What a history of both is, or null where it cannot be one: raw prices may come with actions or without. */
function joinAdjustments(older: Adjustment, newer: Adjustment): Adjustment | null {
  if (older === newer) return newer;
  const isRaw = (adjustment: Adjustment): boolean => adjustment === 'none' || adjustment === 'derived-from-events';
  return isRaw(older) && isRaw(newer) ? 'derived-from-events' : null;
}

function isDerivedFromActions(adjustment: Adjustment): boolean {
  return adjustment === 'derived-from-events' || adjustment === 'derived-from-factor-file';
}

/**
 * Adjusted closes of the same bars differ by one constant, or the file is of another instrument. What the constant may
 * be is known: closes as traded do not differ at all, or by a split that the provider has applied to them since;
 * adjusted ones also by dividends.
 */
function checkSameHistory(symbol: string, older: HistoryState, newer: HistoryState, common: CommonBars): void {
  const count = common.older.length;
  if (count === 0) return;
  const closes = Float64Array.from(common.older, (a, i) => newer.bars.close[common.newer[i]!]! / older.bars.close[a]!);
  const isRaw = isDerivedFromActions(older.adjustment) || isDerivedFromActions(newer.adjustment);
  const ratios = isRaw
    ? closes
    : Float64Array.from(common.older, (a, i) => ratioAt('priceFactor', 'close', older, newer, a, common.newer[i]!));
  const scale = isRaw ? 1 : median(ratios);
  // Few bars of a strange instrument may move alike by chance, but not to the last half percent.
  const tolerance = count < FEW_BARS ? FEW_BARS_TOLERANCE : SCALE_TOLERANCE;
  const off = Array.from(ratios.keys()).filter((i) => Math.abs(ratios[i]! / scale - 1) > tolerance);
  // One bar may have been unfinished when it was stored, but not on another scale.
  const isWild = count < FEW_BARS && off.some((i) => Math.abs(ratios[i]! / scale - 1) > UNFINISHED_MOVE);
  const fits = off.length <= Math.max(1, CORRECTED_SHARE * count) && !isWild;
  const isScaleLikely =
    isRaw ||
    count >= FEW_BARS ||
    (newer.adjustment !== 'none' && isSplit(median(closes))) ||
    (newer.adjustment !== 'derived-from-adjusted-close' && scale >= LARGEST_PAYOUT && scale <= 1 / LARGEST_PAYOUT);
  if (count === 1 ? (isRaw ? Math.abs(closes[0]! - 1) <= UNFINISHED_MOVE : isScaleLikely) : fits && isScaleLikely)
    return;
  const i = off[0] ?? 0;
  const a = common.older[i]!;
  const b = common.newer[i]!;
  throw new AppError(
    'import/other-history',
    `${symbol} is in the workspace with other prices: of ${count} ${count === 1 ? 'bar' : 'bars'} that both have, ${Math.max(1, off.length)} ${off.length > 1 ? 'do' : 'does'} not fit, the first on ${formatTime(older.bars.time[a]!)} with a close of ${older.bars.close[a]!} there and ${newer.bars.close[b]!} in the file.`,
    'Another instrument or another way of adjusting? Import it under another name with --symbol, or take the file alone with --replace; the old history is kept as an earlier snapshot.',
  );
}

/** Whether a ratio of closes is 1 or that of a split: n:1, 1:n, or one of small whole numbers. */
function isSplit(ratio: number): boolean {
  const larger = Math.max(ratio, 1 / ratio);
  for (let denominator = 1; denominator <= 5; denominator++) {
    const numerator = Math.round(larger * denominator);
    if (numerator > 100 || (denominator > 1 && numerator > 10)) continue;
    if (Math.abs((larger * denominator) / numerator - 1) <= SPLIT_TOLERANCE) return true;
  }
  return false;
}

function ratioAt(
  factor: 'priceFactor' | 'volumeFactor',
  column: 'close' | 'volume',
  older: HistoryState,
  newer: HistoryState,
  a: number,
  b: number,
): number {
  const ofFactors = newer.bars[factor][b]! / older.bars[factor][a]!;
  const [before, after] = [older.bars[column][a]!, newer.bars[column][b]!];
  // Equal values, among them volumes of bars without trade, leave it to the factors.
  return before === after ? ofFactors : (after / before) * ofFactors;
}

/**
 * Factors of the merged bars, divided by that of the last one. Where bars of the two histories meet, the older
 * ones take the scale of the newer ones by the median ratio of the nearest common bars; without any, 1.
 */
function joinFactors(
  factor: 'priceFactor' | 'volumeFactor',
  column: 'close' | 'volume',
  older: HistoryState,
  newer: HistoryState,
  { source, fromOlder, common, time }: Interleaved,
): Float64Array {
  const scaleAt = (at: EpochMs): number => {
    const n = common.older.length;
    const next = lowerBound(n, (i) => older.bars.time[common.older[i]!]! < at);
    const from = Math.max(0, Math.min(next - (SCALE_BARS >> 1), n - SCALE_BARS));
    const ratios = Float64Array.from({ length: Math.min(SCALE_BARS, n) }, (_, i) =>
      ratioAt(factor, column, older, newer, common.older[from + i]!, common.newer[from + i]!),
    ).filter((ratio) => ratio > 0 && Number.isFinite(ratio));
    const scale = ratios.length === 0 ? 1 : median(ratios);
    return column === 'volume' && Math.abs(scale - 1) < VOLUME_TOLERANCE ? 1 : scale;
  };
  const end = time.length - 1;
  // The last bar keeps its factor, which is 1. Where the older history reaches farther, the others come to its scale.
  const base = source[end] === -1 ? scaleAt(time[end]!) : 1;
  const last = source[end] === -1 ? older.bars[factor][fromOlder[end]!]! : newer.bars[factor][source[end]!]!;
  const joined = new Float64Array(time.length);
  let scale = 1;
  for (let t = 0, both = 0; t <= end; t++) {
    const b = source[t]!;
    if (b === -1) {
      // One scale for a run of older bars between two newer ones.
      if (t === 0 || source[t - 1] !== -1) scale = withoutRounding(scaleAt(time[t]!) / base);
      joined[t] = (older.bars[factor][fromOlder[t]!]! * scale) / last;
      continue;
    }
    const ofNewer = newer.bars[factor][b]! / base / last;
    joined[t] = ofNewer;
    if (both < common.newer.length && common.newer[both] === b) {
      const ofOlder = older.bars[factor][common.older[both++]!]! / last;
      if (base !== 1 && Math.abs(ofNewer - ofOlder) <= ROUNDING * ofOlder) joined[t] = ofOlder;
    }
  }
  return joined;
}

function withoutRounding(scale: number): number {
  return Math.abs(scale - 1) <= ROUNDING ? 1 : scale;
}

/** Those of the newer history within its span, those of the older one outside of it. */
function mergeActions(older: CorporateActions, newer: CorporateActions, span: Float64Array): CorporateActions {
  const first = span[0]!;
  const last = span[span.length - 1]!;
  const known = new Set(newer.time);
  const all = [
    ...Array.from(older.time, (time, i) => ({ time, dividend: older.dividend[i]!, split: older.split[i]! })).filter(
      ({ time }) => (time <= first || time > last) && !known.has(time),
    ),
    ...Array.from(newer.time, (time, i) => ({ time, dividend: newer.dividend[i]!, split: newer.split[i]! })),
  ].sort((a, b) => a.time - b.time);
  return {
    time: Float64Array.from(all, ({ time }) => time),
    dividend: Float64Array.from(all, ({ dividend }) => dividend),
    split: Float64Array.from(all, ({ split }) => split),
  };
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[sorted.length >> 1]!;
}

function noCommonBar(): QualityFinding {
  return {
    check: 'unknown-scale',
    severity: 'amber',
    count: 1,
    times: [],
    rows: [],
    message:
      'The file and the history that was there have no bar in common, so nothing shows whether both are adjusted to the same day.',
    action: 'kept',
    hint: 'Export the update with a few days that are there already, or the whole history.',
    repairable: false,
  };
}
