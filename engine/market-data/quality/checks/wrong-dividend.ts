import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatPrice, formatShare } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { measureNoise, median } from '../local-noise.ts';
import { makeFinding, Places } from '../make-finding.ts';
import type { PlacedEvent } from '../place-events.ts';

/*
 * wrong-dividend (red; amber where it moves adjusted prices by less than 1 %): a dividend that fits neither the change of
 * the adjusted close nor the fall of the price. missing-dividend-adjustment is the case of an adjusted close that
 * takes no notice of a dividend at all.
 *
 * Before a dividend D adjusted closes count 1 - D / (close before); the file's own factors tell which D they were
 * made from. Where the two differ, the price decides: it falls by about the dividend when the share goes ex. A fall
 * cannot be told within the noise of a day, so a small dividend is only held against the factors.
 */

/** Of the dividend: net of tax, converted and rounded ones differ by less. */
const RELATIVE_TOLERANCE = 0.1;

/** Adjusted closes are rounded, to cents by some: this many times the factor's usual change, and at least this. */
const ROUNDING_NOISES = 6;
const LEAST_TOLERANCE = 3e-4;

/** Bars beside the dividend from which the rounding of the factor is taken. */
const ROUNDING_BARS = 6;

/** From which error of adjusted prices on a finding is red. */
const RED_ERROR = 0.01;

/** Noise of a session when a share goes ex. */
const LEAST_NOISE = 0.01;

/** Dividends above a quarter of the price are special ones: no file is taken at its word for these. */
const MAX_PLAIN_YIELD = 0.25;

/** Units by which a dividend is off: pence, fils. */
const UNITS = [100, 1000];
const UNIT_ERROR = 0.03;

/** A dividend that the factor follows is doubted from this yield on, if the price fell far less. */
const LEAST_DOUBTED_YIELD = 0.04;
const DOUBT_NOISES = 8;
const LEAST_FALL_SHARE = 0.4;

/** A corrected dividend has to be like the other ones of the history, within this factor. */
const LIKE_OTHERS = 5;

export interface DividendError {
  readonly event: PlacedEvent;
  readonly check: 'wrong-dividend' | 'missing-dividend-adjustment';
  readonly kind: 'ignored' | 'amount' | 'factor' | 'counted-twice' | 'implausible' | 'unclear';
  /** Cash a share as it should be, on the raw scale of the bar before. */
  readonly dividend: number;
  /** What the factors of all bars before have to be multiplied by; 1 where they are right. */
  readonly factorChange: number;
  /** By how much adjusted prices before it are off, as a logarithm. */
  readonly error: number;
  readonly repairable: boolean;
}

/** A dividend with what the file's factors and prices say about it. */
interface Evidence {
  readonly event: PlacedEvent;
  readonly paid: number;
  readonly closeBefore: number;
  /** paid / closeBefore. */
  readonly yield: number;
  /** Log change of the adjustment before it, the split taken out; null where no factors were given by the file. */
  readonly factorLog: number | null;
  /** Log error of the factor due to rounding. */
  readonly rounding: number;
  /** Log change of open and close against the close before, the split taken out. */
  readonly openMove: number;
  readonly closeMove: number;
  readonly noise: number;
}

export function findDividendErrors(view: HistoryView): DividendError[] {
  const { history } = view;
  if (history.adjustment === 'adjusted-by-provider') return [];
  const evidence = view.events.filter(({ dividend }) => dividend > 0).map((event) => gatherEvidence(view, event));
  const yields = evidence.map(({ yield: share }) => share);
  const errors: DividendError[] = [];
  const inflated: Evidence[] = [];
  for (const item of evidence) {
    const off = item.factorLog === null ? 0 : measureMismatch(history, item);
    if (item.factorLog !== null && off > toleranceOf(item)) {
      const implied = impliedDividend(item);
      if (implied > 1.05 * item.paid && implied < 2.05 * item.paid) inflated.push(item);
      else errors.push(judgeMismatch(view, item, off, yields));
      continue;
    }
    const error = doubtAmount(history, item, yields);
    if (error) errors.push(error);
  }
  errors.push(...judgeInflated(inflated));
  return errors.sort((a, b) => a.event.t - b.event.t);
}

function gatherEvidence({ history, adjustedClose, events }: HistoryView, event: PlacedEvent): Evidence {
  const { open, close, priceFactor } = history.bars;
  const { t, split } = event;
  const before = close[t - 1]!;
  const splitLog = Math.log(split);
  const withoutSplit = (move: number): number => (Math.abs(move + splitLog) < Math.abs(move) ? move + splitLog : move);
  const eventBars = new Set(events.map((other) => other.t));
  let rounding = 0;
  for (let i = Math.max(1, t - ROUNDING_BARS); i <= Math.min(close.length - 1, t + ROUNDING_BARS); i++) {
    if (eventBars.has(i)) continue;
    const change = Math.abs(Math.log(priceFactor[i]! / priceFactor[i - 1]!));
    // A change as large as a dividend is one, even if the file does not list it.
    if (change < 0.005) rounding = Math.max(rounding, change);
  }
  const hasFactors =
    history.adjustment === 'derived-from-adjusted-close' || history.adjustment === 'derived-from-factor-file';
  return {
    event,
    paid: event.dividend,
    closeBefore: before,
    yield: event.dividend / before,
    factorLog: hasFactors ? withoutSplit(Math.log(priceFactor[t - 1]! / priceFactor[t]!)) : null,
    rounding,
    openMove: withoutSplit(Math.log(open[t]! / before)),
    closeMove: withoutSplit(Math.log(close[t]! / before)),
    noise: Math.max(LEAST_NOISE, measureNoise(adjustedClose, t)),
  };
}

/** The log factor of a dividend that is this share of the close before. */
function logOfYield(share: number): number {
  return Math.log(1 - Math.min(share, 0.999));
}

function toleranceOf({ rounding, yield: share }: Evidence): number {
  return Math.max(LEAST_TOLERANCE, ROUNDING_NOISES * rounding, RELATIVE_TOLERANCE * Math.min(1, share));
}

/** How far the factor is from the dividend, by either of the two formulas in use. */
function measureMismatch(
  { bars: { close } }: CheckedHistory,
  { event, factorLog, paid, yield: share }: Evidence,
): number {
  const after = close[event.t]!;
  return Math.min(
    Math.abs(factorLog! - logOfYield(share)),
    // 1 / (1 + D / close of the day), as total return indices have it.
    share < MAX_PLAIN_YIELD ? Math.abs(factorLog! - Math.log(after / (after + paid))) : Infinity,
  );
}

/** The dividend that the factors were made from. */
function impliedDividend({ factorLog, closeBefore }: Evidence): number {
  return (1 - Math.exp(factorLog!)) * closeBefore;
}

/** How badly a dividend of this amount fits the price, in robust standard deviations; the better of open and close. */
function misfit({ openMove, closeMove, noise, closeBefore }: Evidence, amount: number): number {
  const expected = logOfYield(amount / closeBefore);
  return Math.min(Math.abs(openMove - expected), Math.abs(closeMove - expected)) / noise;
}

function judgeMismatch(view: HistoryView, item: Evidence, error: number, yields: readonly number[]): DividendError {
  const { event, paid, factorLog } = item;
  const common = { event, check: 'wrong-dividend', error, dividend: paid, factorChange: 1 } as const;
  const followFactor = (dividend: number): DividendError => ({ ...common, kind: 'amount', dividend, repairable: true });
  const followDividend = Math.exp(logOfYield(item.yield) - factorLog!);

  if (Math.abs(factorLog!) <= Math.max(LEAST_TOLERANCE, ROUNDING_NOISES * item.rounding)) {
    // An amount on the scale of before a later split may be so small on the new one that the factor hides it.
    const mayBeHidden = splitRatios(view, event.t).some(
      (split) =>
        split !== 1 &&
        Math.abs(factorLog! - logOfYield(item.yield * Math.min(split, 1 / split))) <=
          Math.max(LEAST_TOLERANCE, ROUNDING_NOISES * item.rounding),
    );
    const isPlausible =
      !mayBeHidden && item.yield < MAX_PLAIN_YIELD && misfit(item, paid) <= Math.max(4, misfit(item, 0));
    const ignored = { ...common, check: 'missing-dividend-adjustment', kind: 'ignored' } as const;
    return isPlausible
      ? { ...ignored, factorChange: followDividend, repairable: true }
      : { ...ignored, repairable: false };
  }
  const implied = impliedDividend(item);
  const unit = findUnit(paid / implied, splitRatios(view, event.t));
  const impliedFits = misfit(item, implied);
  const paidFits = misfit(item, paid);
  if (unit !== null && implied > 0) {
    // A small dividend hides in the noise of a day; then the one that is like the others is right.
    const isLike = isLikeOthers(implied / item.closeBefore, yields);
    if (impliedFits < paidFits - 3 || (impliedFits <= 3 && impliedFits < paidFits)) return followFactor(paid / unit);
    if (isLike && impliedFits <= 3 && item.yield > 0.01) return followFactor(paid / unit);
  }
  if (paidFits <= 3 && impliedFits > paidFits + 3) {
    return { ...common, kind: 'factor', factorChange: followDividend, repairable: true };
  }
  return { ...common, kind: 'unclear', repairable: false };
}

/** Ratios of the splits at or after a bar, and their product: dividends are often left on the scale before them. */
function splitRatios({ events }: HistoryView, t: number): number[] {
  const later = events.filter((event) => event.t >= t && event.split !== 1).map(({ split }) => split);
  return [...later, later.reduce((product, split) => product * split, 1)];
}

/** 99.8 as 100; null where the ratio is no unit and no split. */
function findUnit(ratio: number, splits: readonly number[]): number | null {
  const candidates = [...UNITS, ...splits].flatMap((unit) => (unit === 1 ? [] : [unit, 1 / unit]));
  return candidates.find((unit) => Math.abs(ratio / unit - 1) <= UNIT_ERROR) ?? null;
}

function isLikeOthers(share: number, yields: readonly number[]): boolean {
  const usual = median([...yields]);
  return usual > 0 && share < LIKE_OTHERS * usual && share > usual / LIKE_OTHERS;
}

/**
 * Factors that took up to twice the dividend: capital gains are part of a fund's distribution, and some providers
 * subtract them a second time. One fall is within the noise; the falls of all such days together decide.
 */
function judgeInflated(items: readonly Evidence[]): DividendError[] {
  let support = 0;
  for (const item of items) {
    support += Math.min(25, misfit(item, impliedDividend(item)) ** 2) - Math.min(25, misfit(item, item.paid) ** 2);
  }
  return items.map((item) => {
    const change = logOfYield(item.yield) - item.factorLog!;
    const common = {
      event: item.event,
      check: 'wrong-dividend',
      dividend: item.paid,
      error: Math.abs(change),
    } as const;
    return support > 9
      ? { ...common, kind: 'counted-twice', factorChange: Math.exp(change), repairable: true }
      : { ...common, kind: 'unclear', factorChange: 1, repairable: false };
  });
}

/** Dividends that the factor follows, or that no factor tells about, against the fall of the price. */
function doubtAmount(history: CheckedHistory, item: Evidence, yields: readonly number[]): DividendError | null {
  const { event, paid, yield: share, openMove, closeMove, noise } = item;
  const expected = logOfYield(share);
  const fall = Math.min(openMove, closeMove);
  const hasFactors = item.factorLog !== null || history.adjustment === 'derived-from-events';
  const isTooLarge =
    share >= LEAST_DOUBTED_YIELD && fall - expected > DOUBT_NOISES * noise && fall > LEAST_FALL_SHARE * expected;
  const others = yields.filter((other) => other !== share);
  if (isTooLarge) {
    const unit = UNITS.find(
      (candidate) => isLikeOthers(share / candidate, others) && misfit(item, paid / candidate) <= 3,
    );
    const dividend = unit === undefined ? paid : paid / unit;
    // A dividend not below the price was passed over when factors were made from the events.
    const present = item.factorLog ?? (share < 1 ? expected : 0);
    const change = logOfYield(dividend / item.closeBefore) - present;
    return {
      event,
      check: 'wrong-dividend',
      kind: 'implausible',
      dividend,
      factorChange: hasFactors && unit !== undefined ? Math.exp(change) : 1,
      error: -expected,
      repairable: unit !== undefined,
    };
  }
  const unit = UNITS.find((candidate) => {
    const larger = share * candidate;
    if (larger >= MAX_PLAIN_YIELD || -logOfYield(larger) < 6 * noise) return false;
    return misfit(item, paid * candidate) <= 2 && misfit(item, paid) >= 6 && isLikeOthers(larger, others);
  });
  if (unit === undefined) return null;
  const change = logOfYield(share * unit) - (item.factorLog ?? expected);
  return {
    event,
    check: 'wrong-dividend',
    kind: 'implausible',
    dividend: paid * unit,
    factorChange: hasFactors ? Math.exp(change) : 1,
    error: Math.abs(change),
    repairable: true,
  };
}

const kindWords: Readonly<Record<DividendError['kind'], string>> = {
  ignored: 'the adjusted close takes no notice of it',
  amount: 'the amount is in another unit than the adjusted close says',
  factor: 'the adjusted close was made from another amount',
  'counted-twice': 'the adjusted close takes a part of it off twice',
  implausible: 'the price did not move like that',
  unclear: 'neither the adjusted close nor the price fits it',
};

export function checkWrongDividend(
  { history }: HistoryView,
  dividendErrors: readonly DividendError[],
): QualityFinding[] {
  const findings: QualityFinding[] = [];
  for (const check of ['wrong-dividend', 'missing-dividend-adjustment'] as const) {
    for (const severity of ['red', 'amber'] as const) {
      for (const repairable of [true, false]) {
        const errors = dividendErrors.filter(
          (error) =>
            error.check === check &&
            error.repairable === repairable &&
            (error.error >= RED_ERROR ? 'red' : 'amber') === severity,
        );
        const first = errors[0];
        if (!first) continue;
        const { event, kind, error } = first;
        const count = errors.length;
        findings.push(
          makeFinding(history, check, severity, Places.of(errors.map((item) => item.event.t)), {
            message:
              `${count} ${count === 1 ? 'dividend does' : 'dividends do'} not fit the prices: ` +
              `${formatPrice(event.dividend)} on ${describePlace(history, event.t)} after a close of ` +
              `${formatPrice(history.bars.close[event.t - 1]!)}: ${kindWords[kind]}; adjusted prices before it are ` +
              `${formatShare(Math.expm1(error))} off.`,
            hint: repairable
              ? 'Import the file again with --repair, or get the history anew from the provider.'
              : 'Look the dividend up, and get the history from another provider if it is wrong.',
            repairable,
          }),
        );
      }
    }
  }
  return findings;
}
