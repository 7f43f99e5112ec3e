import type { QualityFinding } from '#contract/quality.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace, formatPrice } from '../describe-place.ts';
import type { HistoryView } from '../history-view.ts';
import { medianOfPositive } from '../local-noise.ts';
import { makeFinding, Places } from '../make-finding.ts';
import type { PriceStep } from '../price-steps.ts';

/*
 * unit-jump (red): prices in another unit than those around them, such as pounds among pence.
 *
 * A step of the adjusted close, and of the close as in the file, by nearly a power of ten opens a block; the opposite
 * step closes it. Which side is wrong is told by where trade took place, since providers copy stale prices in the
 * wrong unit into days without trade, and by the number of bars otherwise. Within a wrong block each of open, high,
 * low and close is looked at on its own; outside of the blocks a bar whose high is several times its low may hold a
 * single open, high or low that is 100 or 1000 times off its close.
 */

/** A unit differs by 100 (pence, cents, grosze) or 1000 (fils); slips of the point by 10 and 10000 occur in short. */
const PLAIN_POWERS = [2, 3];
const POWERS = [1, 2, 3, 4];

/** How far a step may be off the power of ten: the price moves on as well. Share of the step's logarithm, least, most. */
const TOLERANCE_SHARE = 0.12;
const TOLERANCE_NOISES = 6;
const MAX_TOLERANCE = 1.2;

/** Tenfold moves also exist as real ones, so they have to be undone within this many bars, and to the old level. */
const MAX_TENFOLD_BARS = 20;

/** A block in another unit at the end of a file that is no longer than this is a slip, not a new convention. */
const MAX_SLIP_BARS = 5;

/** A single price is looked at where the high is so many times the low. */
const LEAST_RANGE = 5;

/** Blocks that lie farther apart than this many powers of ten are no units but noise, and left to the other checks. */
const MAX_SPAN = 6;

/** Volume that changes by nearly the inverse of the price tells a split; nearer to unchanged, a unit. */
const VOLUME_BARS = 20;

export type PriceColumn = 'open' | 'high' | 'low' | 'close';

/** Prices of one bar in another unit. */
export interface UnitError {
  readonly t: number;
  /** The columns that are wrong. */
  readonly columns: readonly PriceColumn[];
  /** The right price is 10 ** power times the wrong one. */
  readonly power: number;
}

export interface UnitErrors {
  /** Wrong bars, ascending. */
  readonly errors: readonly UnitError[];
  /** The bars at which blocks begin and end. */
  readonly steps: readonly number[];
}

interface UnitStep {
  readonly step: PriceStep;
  /** The step is by 10 ** power. */
  readonly power: number;
}

export function findUnitErrors(view: HistoryView, explained: ReadonlySet<number>): UnitErrors {
  const { bars } = view.history;
  const borders = pairSteps(view, explained);
  const errors = [...findWrongBlocks(view.history, borders)];
  const wrongBars = new Set(errors.map(({ t }) => t));
  for (let t = 0; t < bars.time.length; t++) {
    if (bars.high[t]! < LEAST_RANGE * bars.low[t]! || wrongBars.has(t)) continue;
    const error = findSinglePrices(bars, t);
    if (error) errors.push(error);
  }
  errors.sort((a, b) => a.t - b.t);
  return { errors, steps: borders.map(({ step }) => step.t) };
}

function nearestPower(step: PriceStep): number | null {
  const power = Math.round(step.close / Math.LN10);
  if (!POWERS.includes(Math.abs(power))) return null;
  const exact = power * Math.LN10;
  const tolerance = Math.min(MAX_TOLERANCE, Math.max(TOLERANCE_SHARE * Math.abs(exact), TOLERANCE_NOISES * step.noise));
  // A jump of the factor alone is an error of the adjustment, not of the unit.
  return Math.abs(step.close - exact) <= tolerance && Math.abs(step.raw - step.close) < 1 ? power : null;
}

/** The steps at which blocks in another unit begin or end, ascending. */
function pairSteps({ history, steps, adjustedClose }: HistoryView, explained: ReadonlySet<number>): UnitStep[] {
  const open: UnitStep[] = [];
  const borders: UnitStep[] = [];
  for (const step of steps) {
    const power = explained.has(step.t) ? null : nearestPower(step);
    if (power === null) continue;
    const first = open.at(-1);
    if (first?.power !== -power) {
      open.push({ step, power });
      continue;
    }
    const moved = Math.abs(Math.log(adjustedClose[step.t]! / adjustedClose[first.step.t - 1]!));
    const isShort = step.t - first.step.t <= MAX_TENFOLD_BARS;
    if (Math.abs(power) === 1 && !(isShort && moved <= Math.max(0.25, TOLERANCE_NOISES * step.noise))) {
      open[open.length - 1] = { step, power };
      continue;
    }
    open.pop();
    borders.push(first, { step, power });
  }
  // A step that is never undone is a change of unit only by 100 or 1000 and where volume does not tell a split.
  for (const unitStep of open) {
    const { step, power } = unitStep;
    if (PLAIN_POWERS.includes(Math.abs(power)) && !looksLikeSplit(history, step, power)) borders.push(unitStep);
  }
  borders.sort((a, b) => a.step.t - b.step.t);
  return spanOfOffsets(borders) <= MAX_SPAN ? borders : [];
}

/** Powers of ten between the lowest and the highest block. */
function spanOfOffsets(borders: readonly UnitStep[]): number {
  let offset = 0;
  let lowest = 0;
  let highest = 0;
  for (const { power } of borders) {
    offset += power;
    lowest = Math.min(lowest, offset);
    highest = Math.max(highest, offset);
  }
  return highest - lowest;
}

function looksLikeSplit({ bars: { volume }, hasVolume }: CheckedHistory, { t }: PriceStep, power: number): boolean {
  if (!hasVolume) return false;
  const before = medianOfPositive(volume, t - VOLUME_BARS, t);
  const after = medianOfPositive(volume, t, t + VOLUME_BARS);
  if (before === 0 || after === 0) return false;
  const change = Math.log(after / before);
  return Math.abs(change + power * Math.LN10) < Math.abs(change);
}

function* findWrongBlocks({ bars, hasVolume }: CheckedHistory, borders: readonly UnitStep[]): Generator<UnitError> {
  if (borders.length === 0) return;
  const count = bars.time.length;
  let offset = 0;
  const blocks = [0, ...borders.map(({ step }) => step.t)].map((first, i) => {
    if (i > 0) offset += borders[i - 1]!.power;
    const end = borders[i]?.step.t ?? count;
    let traded = 0;
    if (hasVolume) for (let t = first; t < end; t++) if (bars.volume[t]! > 0) traded++;
    return { first, end, offset, traded };
  });
  const right = chooseScale(blocks);
  for (const block of blocks) {
    const power = right - block.offset;
    if (power === 0) continue;
    for (let t = block.first; t < block.end; t++) yield { t, columns: wrongColumns(bars, t, power), power };
  }
}

interface Block {
  readonly first: number;
  readonly end: number;
  /** Powers of ten above the first block. */
  readonly offset: number;
  /** Bars with volume. */
  readonly traded: number;
}

/** The offset of the blocks that are in the right unit. */
function chooseScale(blocks: readonly Block[]): number {
  const last = blocks.at(-1)!;
  const isTraded = blocks.some(({ traded }) => traded > 0);
  const isSlip = last.end - last.first <= MAX_SLIP_BARS || (isTraded && last.traded === 0);
  // The unit changed for good: what follows will be in the new one.
  if (last.offset !== blocks[0]!.offset && !isSlip) return last.offset;
  const weights = new Map<number, number>();
  for (const { first, end, offset, traded } of blocks) {
    weights.set(offset, (weights.get(offset) ?? 0) + (isTraded ? traded : end - first));
  }
  return [...weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

/** The columns of a bar in a wrong block that are wrong too; its close is. */
function wrongColumns(bars: CheckedHistory['bars'], t: number, power: number): PriceColumn[] {
  const right = bars.close[t]! * 10 ** power;
  return (['open', 'high', 'low', 'close'] as const).filter((column) => {
    const off = Math.log(bars[column][t]! / right);
    return Math.abs(off + power * Math.LN10) < Math.abs(off);
  });
}

/** Opens, highs and lows that are 100 or 1000 times off the close of a bar whose close fits its neighbours. */
function findSinglePrices({ open, high, low, close }: CheckedHistory['bars'], t: number): UnitError | null {
  const found: { column: PriceColumn; power: number }[] = [];
  for (const [column, values] of [
    ['open', open],
    ['high', high],
    ['low', low],
  ] as const) {
    const off = Math.log(values[t]! / close[t]!);
    const power = -Math.round(off / Math.LN10);
    const isNear = Math.abs(off + power * Math.LN10) <= TOLERANCE_SHARE * Math.abs(off);
    if (isNear && PLAIN_POWERS.includes(Math.abs(power))) found.push({ column, power });
  }
  const first = found[0];
  if (!first) return null;
  return {
    t,
    power: first.power,
    columns: found.filter(({ power }) => power === first.power).map(({ column }) => column),
  };
}

export function checkUnitJump({ history }: HistoryView, { errors }: UnitErrors): QualityFinding[] {
  const first = errors[0];
  if (!first) return [];
  const column = first.columns[0]!;
  const found = history.bars[column][first.t]!;
  return [
    makeFinding(history, 'unit-jump', 'red', Places.of(errors.map(({ t }) => t)), {
      message:
        `${errors.length} ${errors.length === 1 ? 'bar has' : 'bars have'} prices in another unit than their neighbours: ` +
        `on ${describePlace(history, first.t)} the ${column} is ${formatPrice(found)} where about ` +
        `${formatPrice(found * 10 ** first.power)} was expected.`,
      hint: 'Import the file again with --repair to bring these prices to the unit of the others.',
      repairable: true,
    }),
  ];
}
