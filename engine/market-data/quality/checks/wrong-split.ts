import type { QualityFinding } from '#contract/quality.ts';
import { describePlace, formatPrice, formatRatio } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { makeFinding, Places } from '../make-finding.ts';
import type { PlacedEvent } from '../place-events.ts';
import { describeStep, type PriceStep } from '../price-steps.ts';

/*
 * wrong-split (red): a split that the file knows of and that its prices or factors do not follow.
 *
 * At each split the adjusted close may move as on any day. A move near the split's own ratio means that the
 * split was left out (down for a split into more shares) or applied where the prices had it already (up). Where the
 * split's day is quiet, a step by its ratio on a nearby day means that rows beside it were left out; two opposite ones,
 * that the rows between were. A price factor that jumps by a simple ratio while prices go on is a split that never was.
 */

/** Smaller splits, such as stock dividends of 5 %, cannot be told from the moves of a day. */
const LEAST_RATIO = Math.log(1.2);

/** The split has to stand out: this many robust standard deviations. */
const LEAST_NOISES = 5;

/** How near a move has to be to the ratio: noises, absolute, and at most this share of the ratio's logarithm. */
const TOLERANCE_NOISES = 4;
const LEAST_TOLERANCE = 0.08;
const MAX_TOLERANCE_SHARE = 0.45;

/** Prices that are rounded to units before a large split move by more: share of the logarithm, for blocks. */
const BLOCK_TOLERANCE_SHARE = 0.12;

/** Providers get rows wrong within about six weeks of a split. */
const REACH_BARS = 30;

/** A step on another day than the split's has to stand out by more, as crashes do not wait. */
const LEAST_NOISES_ELSEWHERE = 8;

/** Simple ratios of a factor without an event: n:1 and 1:n up to this, and 3:2, 5:2, 4:3, 5:4. */
const MAX_SIMPLE = 100;
const FRACTIONS = [3 / 2, 5 / 2, 4 / 3, 5 / 4];
const RATIO_ERROR = 0.01;

/** The price of the file goes on as before if it moves by no more than this share of what its factor does. */
const QUIET_SHARE = 0.25;

export interface SplitError {
  readonly kind: 'left-out' | 'applied-twice' | 'part-left-out' | 'block' | 'unfounded';
  /** The split's bar; of 'unfounded' ones the bar at which the factor jumps. */
  readonly t: number;
  /** Shares after / before. */
  readonly split: number;
  /** The rows to change: first..end-1. */
  readonly first: number;
  readonly end: number;
  /** What their prices have to be multiplied by. */
  readonly multiplier: number;
  /** Whether the file's prices are wrong, or only the factor that adjusts them. */
  readonly target: 'prices' | 'factor';
  /** The bars whose moves this explains. */
  readonly steps: readonly number[];
  readonly repairable: boolean;
}

export function findSplitErrors(view: HistoryView): SplitError[] {
  const errors: SplitError[] = [];
  const taken = new Set<number>();
  for (const event of view.events) {
    if (Math.abs(Math.log(event.split)) < LEAST_RATIO) continue;
    const error = checkEvent(view, event, taken);
    if (!error) continue;
    errors.push(error);
    for (const t of error.steps) taken.add(t);
  }
  return errors.concat(findUnfoundedFactors(view, taken)).sort((a, b) => a.t - b.t);
}

function checkEvent(view: HistoryView, event: PlacedEvent, taken: ReadonlySet<number>): SplitError | null {
  const { history, adjustedClose, steps } = view;
  const { t, split } = event;
  const ratio = Math.log(split);
  const near = steps.filter((step) => Math.abs(step.t - t) <= REACH_BARS && !taken.has(step.t));
  const block = findBlock(near, Math.abs(ratio));
  if (block) {
    const [begin, end] = block;
    return {
      kind: 'block',
      t,
      split,
      first: begin.t,
      end: end.t,
      multiplier: Math.sign(begin.close) === Math.sign(ratio) ? 1 / split : split,
      target: isInFactor(begin) ? 'factor' : 'prices',
      steps: [begin.t, end.t],
      repairable: true,
    };
  }
  const own = describeStep(history.bars, adjustedClose, t);
  if (Math.abs(ratio) < LEAST_NOISES * own.noise) return null;
  const isNearTo = (step: PriceStep, move: number): boolean =>
    Math.abs(step.close - move) <=
    Math.min(MAX_TOLERANCE_SHARE * Math.abs(ratio), Math.max(LEAST_TOLERANCE, TOLERANCE_NOISES * step.noise));
  const common = { t, split, first: 0, steps: [t], repairable: true };
  if (isNearTo(own, -ratio)) {
    return { ...common, kind: 'left-out', end: t, multiplier: 1 / split, target: 'factor' };
  }
  if (isNearTo(own, ratio)) {
    const target = Math.abs(own.factor - ratio) < Math.abs(own.factor) ? 'factor' : 'prices';
    return { ...common, kind: 'applied-twice', end: t, multiplier: split, target };
  }
  if (!isNearTo(own, 0)) return null;
  for (const step of near) {
    if (step.t === t || Math.abs(step.close) < LEAST_NOISES_ELSEWHERE * step.noise) continue;
    // A split happens between sessions, a crash also during one.
    if (Math.abs(step.gap - step.close) > Math.max(0.05, TOLERANCE_NOISES * step.noise)) continue;
    const isDown = isNearTo(step, -ratio);
    if (!isDown && !isNearTo(step, ratio)) continue;
    return {
      kind: 'part-left-out',
      t,
      split,
      first: 0,
      end: step.t,
      multiplier: isDown ? 1 / split : split,
      target: isInFactor(step) ? 'factor' : 'prices',
      steps: [step.t],
      repairable: true,
    };
  }
  return null;
}

/** Two opposite steps by the ratio, the nearest pair. */
function findBlock(near: readonly PriceStep[], ratio: number): [PriceStep, PriceStep] | null {
  const fits = near.filter(({ close, noise }) => {
    const tolerance = Math.max(BLOCK_TOLERANCE_SHARE * ratio, Math.min(TOLERANCE_NOISES * noise, ratio / 4));
    return Math.abs(Math.abs(close) - ratio) <= tolerance && ratio >= LEAST_NOISES * noise;
  });
  for (let i = 1; i < fits.length; i++) {
    if (Math.sign(fits[i]!.close) !== Math.sign(fits[i - 1]!.close)) return [fits[i - 1]!, fits[i]!];
  }
  return null;
}

/** Whether the adjustment moved rather than the price of the file. */
function isInFactor({ factor, raw }: PriceStep): boolean {
  return Math.abs(factor) > Math.abs(raw);
}

/** Factors that jump by a simple ratio at a bar where the price of the file goes on as before. */
function findUnfoundedFactors({ steps, events, history }: HistoryView, taken: ReadonlySet<number>): SplitError[] {
  const known = new Set(events.map(({ t }) => t));
  const errors: SplitError[] = [];
  const loose = steps.filter(
    (step) =>
      !taken.has(step.t) &&
      !known.has(step.t) &&
      Math.abs(step.factor) >= LEAST_RATIO &&
      Math.abs(step.factor) >= LEAST_NOISES * step.noise &&
      Math.abs(step.raw) <= QUIET_SHARE * Math.abs(step.factor),
  );
  for (let i = 0; i < loose.length; i++) {
    const step = loose[i]!;
    const next = loose[i + 1];
    const ratio = Math.exp(step.factor);
    if (next && next.t - step.t <= REACH_BARS && Math.abs(next.factor + step.factor) < 0.02) {
      const block = { first: step.t, end: next.t, multiplier: 1 / ratio, steps: [step.t, next.t] };
      errors.push({ kind: 'unfounded', t: step.t, split: ratio, ...block, target: 'factor', repairable: true });
      i++;
      continue;
    }
    const simple = nearestSimpleRatio(ratio);
    const isRepairable = simple !== null && step.t < history.bars.time.length;
    const rows = { first: 0, end: step.t, multiplier: simple ?? ratio, steps: [step.t] };
    errors.push({ kind: 'unfounded', t: step.t, split: ratio, ...rows, target: 'factor', repairable: isRepairable });
  }
  return errors;
}

/** 2.003 as 2, 0.0999 as 1/10; null where no simple ratio is near. */
function nearestSimpleRatio(ratio: number): number | null {
  const above = Math.max(ratio, 1 / ratio);
  const candidates = [Math.round(above), ...FRACTIONS].filter((simple) => simple > 1 && simple <= MAX_SIMPLE);
  const simple = candidates.find((candidate) => Math.abs(above / candidate - 1) <= RATIO_ERROR);
  if (simple === undefined) return null;
  return ratio > 1 ? simple : 1 / simple;
}

const kindWords: Readonly<Record<SplitError['kind'], string>> = {
  'left-out': 'prices before it are not on the scale after it',
  'applied-twice': 'it is applied to prices that had it already',
  'part-left-out': 'rows beside it were left out',
  block: 'it was applied to some rows once too often or too little',
  unfounded: 'the adjusted close jumps, yet the close goes on as before',
};

export function checkWrongSplit({ history }: HistoryView, splitErrors: readonly SplitError[]): QualityFinding[] {
  return [true, false].flatMap((repairable) => {
    const errors = splitErrors.filter((error) => error.repairable === repairable);
    const first = errors[0];
    if (!first) return [];
    const step = first.steps[0]!;
    const { close } = history.bars;
    return [
      makeFinding(
        history,
        'wrong-split',
        'red',
        Places.of(errors.flatMap(({ steps }) => steps).sort((a, b) => a - b)),
        {
          message:
            `${errors.length} ${errors.length === 1 ? 'split is' : 'splits are'} applied wrongly: that of ` +
            `${formatRatio(first.split)} on ${describePlace(history, first.t)}: ${kindWords[first.kind]} (close ` +
            `${formatPrice(close[step - 1]!)}, then ${formatPrice(close[step]!)} on ${describePlace(history, step)}).`,
          hint: repairable
            ? 'Import the file again with --repair, or get the history anew from the provider.'
            : 'Compare with another provider, and get the history anew.',
          repairable,
        },
      ),
    ];
  });
}
