import type { QualityFinding } from '#contract/quality.ts';
import { isIntraday, timeframeMs } from '../../time/timeframe-length.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatPrice, formatRatio } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { measureRange, medianOfPositive } from '../local-noise.ts';
import { makeFinding, Places } from '../make-finding.ts';
import type { PriceStep } from '../price-steps.ts';

/*
 * unadjusted-split (red): a step between two adjusted closes that a split without an event explains best.
 *
 * Every fall of a half is near to 2:1, so nearness is not enough. A split happens between two sessions: the open is on
 * the new scale already, and the day and those after it are as quiet as any. A crash or a takeover comes with a
 * multiple of the usual volume and range; a split of n:1 with n times the volume, a reverse one with less. And a split
 * is never undone.
 */

/** Splits are n:1 with one of these n, up to 50, reverse ones 1:n up to 100, or one of the fractions. */
const WHOLES = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80, 100];
const MAX_FORWARD = 50;
const FRACTIONS = [3 / 2, 5 / 4, 4 / 3, 5 / 2, 5 / 3];

/** Steps below 1.3 are left to the check of price jumps, except 5:4. */
const LEAST_STEP = Math.log(1.25) - 0.02;

/** A split stands far outside of the noise; without volume to support it, farther. */
const LEAST_NOISES = 8;
const LEAST_NOISES_WITHOUT_VOLUME = 12;

/**
 * The better one of open and close has to be this near to the ratio, in noises and absolute. Small ratios lie close
 * together and real moves reach them; tenfold ones do not.
 */
const NEARNESS = [
  { from: 10, noises: 5, least: 0.05 },
  { from: 4, noises: 2.5, least: 0.03 },
  { from: 2, noises: 1.5, least: 0.015 },
  { from: 1, noises: 1, least: 0.01 },
];

/** The close may have moved away from the open by no more than this. */
const SESSION_NOISES = 4;
const SESSION_MOVE = 0.05;

/** The day's range against the median one, and the next bars' moves in noises. */
const MAX_RANGES = 3.5;
const LEAST_RANGE = 0.03;
const CALM_BARS = 5;
const MAX_CALM_NOISES = 4;

/**
 * Volume of the day in units of the one expected: the usual one times the ratio if the volume afterwards is on the new
 * scale, the usual one if it is not, as where only volumes were adjusted. Crashes have five times the usual and more.
 */
const MAX_VOLUME = 2.5;
const VOLUME_BARS = 20;

/** A step that is undone within so many bars is an error of another kind. */
const RETURN_BARS = 20;

/** Intraday, sessions are told by a pause of at least an hour. */
const LEAST_PAUSE_MS = 3_600_000;

/**
 * What is beyond doubt: a whole ratio, with volume as a split has it (without any, at least 4:1), a quiet day, and so near that the next ratio
 * is four times as far off: splits come with spin-offs too, and then the ratio is another one.
 */
const SURE_WITHOUT_VOLUME = 4;
const SURE_VOLUME = 2;
const SURE_NEARNESS = 0.25;
const SURE_RANGES = 2;
const SURE_CALM_NOISES = 2;

export interface UnadjustedSplit {
  /** The first bar on the new scale. */
  readonly t: number;
  /** Shares after / before. */
  readonly split: number;
  readonly repairable: boolean;
}

export function findUnadjustedSplits(view: HistoryView, explained: ReadonlySet<number>): UnadjustedSplit[] {
  const events = new Set(view.events.filter(({ split }) => split !== 1).map(({ t }) => t));
  return view.steps.flatMap((step, index) => {
    if (explained.has(step.t) || events.has(step.t)) return [];
    const found = judgeStep(view, step, index);
    return found ? [found] : [];
  });
}

function judgeStep(
  { history, adjustedClose, steps }: HistoryView,
  step: PriceStep,
  index: number,
): UnadjustedSplit | null {
  const { bars, timeframe, hasVolume } = history;
  const { t, close, gap, noise } = step;
  if (Math.abs(close) < LEAST_STEP || Math.abs(gap) < LEAST_STEP) return null;
  if (isIntraday(timeframe) && bars.time[t]! - bars.time[t - 1]! < timeframeMs[timeframe] + LEAST_PAUSE_MS) return null;
  const volumes = hasVolume ? compareVolume(history, t) : null;
  if (Math.abs(close) < (volumes === null ? LEAST_NOISES_WITHOUT_VOLUME : LEAST_NOISES) * noise) return null;
  if (Math.abs(close - gap) > Math.max(SESSION_MOVE, SESSION_NOISES * noise)) return null;

  const ratio = nearestRatio(close, gap, noise, volumes === null);
  if (ratio === null) return null;
  const range = Math.log(bars.high[t]! / bars.low[t]!);
  const usualRange = measureRange(bars.high, bars.low, t);
  if (range > Math.max(LEAST_RANGE, MAX_RANGES * usualRange)) return null;
  const unrest = meanMoveAfter(adjustedClose, t) / noise;
  if (unrest > MAX_CALM_NOISES || isUndone(steps, index)) return null;
  if (volumes !== null && !isUsualVolume(volumes, ratio)) return null;

  const size = Math.max(ratio, 1 / ratio);
  const at = WHOLES.findIndex((whole) => Math.abs(whole - size) < 1e-9);
  const volumeFits = volumes !== null && Math.abs(Math.log(volumes.after / ratio)) < Math.log(SURE_VOLUME);
  const isQuiet = range <= Math.max(LEAST_RANGE, SURE_RANGES * usualRange) && unrest <= SURE_CALM_NOISES;
  const isSure = volumes === null ? size >= SURE_WITHOUT_VOLUME : volumeFits;
  const repairable = at !== -1 && isSure && isQuiet && isNearest(at, close, gap);
  return { t, split: ratio, repairable };
}

/** Shares after / before of the split that explains the step, or null. */
function nearestRatio(close: number, gap: number, noise: number, wholeOnly: boolean): number | null {
  const isForward = gap < 0;
  const wholes = isForward ? WHOLES.filter((whole) => whole <= MAX_FORWARD) : WHOLES;
  const candidates = wholeOnly ? wholes : [...wholes, ...FRACTIONS];
  let best: number | null = null;
  let least = Infinity;
  for (const candidate of candidates) {
    const target = (isForward ? -1 : 1) * Math.log(candidate);
    // 5:2 lies between whole ratios, as near to its neighbours as 3:2.
    const size = Number.isInteger(candidate) ? candidate : 1;
    const { noises, least: nearest } = NEARNESS.find(({ from }) => size >= from)!;
    const near = Math.max(nearest, noises * noise);
    const off = Math.min(Math.abs(gap - target), Math.abs(close - target));
    const worse = Math.max(Math.abs(gap - target), Math.abs(close - target));
    if (off > near || worse > 2 * near + SESSION_MOVE || off >= least) continue;
    least = off;
    best = isForward ? candidate : 1 / candidate;
  }
  return best;
}

/** Whether the open or close is far nearer to this whole ratio than to the ones beside it. */
function isNearest(at: number, close: number, gap: number): boolean {
  const target = Math.log(WHOLES[at]!);
  const below = target - Math.log(WHOLES[at - 1] ?? 1);
  const above = Math.log(WHOLES[at + 1] ?? Infinity) - target;
  const off = Math.min(Math.abs(Math.abs(gap) - target), Math.abs(Math.abs(close) - target));
  return off < SURE_NEARNESS * Math.min(below, above);
}

/** Volume of the bar, and the median one after it, in units of the median before; null where there is none. */
function compareVolume({ bars: { volume } }: CheckedHistory, t: number): { day: number; after: number } | null {
  const before = medianOfPositive(volume, t - VOLUME_BARS, t);
  const after = medianOfPositive(volume, t, t + VOLUME_BARS);
  return before > 0 && after > 0 ? { day: volume[t]! / before, after: after / before } : null;
}

function isUsualVolume({ day, after }: { day: number; after: number }, ratio: number): boolean {
  const isScaled = Math.abs(Math.log(after / ratio)) < Math.abs(Math.log(after));
  // The day of a reverse split may well be as busy as before.
  return day <= (isScaled ? Math.max(MAX_VOLUME * ratio, 1) : MAX_VOLUME);
}

/** Mean size of the moves of the next bars; 0 at the end of the history. */
function meanMoveAfter(price: Float64Array, t: number): number {
  let sum = 0;
  const end = Math.min(price.length, t + 1 + CALM_BARS);
  for (let i = t + 1; i < end; i++) sum += Math.abs(Math.log(price[i]! / price[i - 1]!));
  return end > t + 1 ? sum / (end - t - 1) : 0;
}

/** Whether a step nearby goes back by as much as the one at the index. */
function isUndone(steps: readonly PriceStep[], index: number): boolean {
  const { t, close, noise } = steps[index]!;
  for (const direction of [-1, 1]) {
    for (let i = index + direction; i >= 0 && i < steps.length; i += direction) {
      const other = steps[i]!;
      if (Math.abs(other.t - t) > RETURN_BARS) break;
      if (Math.abs(other.close + close) < Math.max(0.1, SESSION_NOISES * noise)) return true;
    }
  }
  return false;
}

export function checkUnadjustedSplit(
  { history }: HistoryView,
  unadjustedSplits: readonly UnadjustedSplit[],
): QualityFinding[] {
  return [true, false].flatMap((repairable) => {
    const splits = unadjustedSplits.filter((split) => split.repairable === repairable);
    const first = splits[0];
    if (!first) return [];
    const { close, open, priceFactor } = history.bars;
    const before = (close[first.t - 1]! * priceFactor[first.t - 1]!) / priceFactor[first.t]!;
    return [
      makeFinding(history, 'unadjusted-split', 'red', Places.of(splits.map(({ t }) => t)), {
        message:
          `${splits.length} ${splits.length === 1 ? 'jump looks' : 'jumps look'} like a split that prices are not ` +
          `adjusted for: ${formatRatio(first.split)} on ${describePlace(history, first.t)}, from a close of ` +
          `${formatPrice(before)} to an open of ${formatPrice(open[first.t]!)}.`,
        hint: repairable
          ? 'Import the file again with --repair, or get a history that is adjusted for splits. If the move was real, acknowledge the finding.'
          : 'Look the day up. If it was a split, get a history that is adjusted for splits; if the move was real, acknowledge the finding.',
        repairable,
      }),
    ];
  });
}
