import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow, type Window } from '../streams/window.ts';
import { returnsStandStill } from '../measures/returns-stand-still.ts';
import { standsStill } from '../measures/stands-still.ts';

/** The window is cut into so many blocks, one division after the other. */
const DIVISIONS = [1, 2, 4, 8] as const;

/**
 * Hurst exponent by rescaled ranges (Hurst 1951), corrected for short blocks (Anis and Lloyd 1976; Peters 1994): with
 * R/S the range of the running sum of the deviations from the block's mean over the block's population deviation,
 * 0.5 + the least-squares slope, against ln of the block length, of ln(mean R/S) - ln(R/S expected without memory).
 * Blocks are 1, 1/2, 1/4 and 1/8 of the window, counted from the newest return. Blocks whose returns are all equal are
 * left out; 0.5 where that leaves a length without any.
 * Above 0.5 where moves carry on, below where they turn back. At 100 bars returns without memory come to 0.5 with a
 * deviation of 0.11, so single values say little.
 * Unit: 1. Warm-up: `bars`.
 */
export const hurstFeature: FeatureKind = {
  kind: 'hurst',
  group: 'statistic',
  parameters: { bars: bars(100, 64, 500) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const longest = param(params, 'bars');
    const divisions = DIVISIONS.map((count) => openDivision(Math.floor(param(params, 'bars') / count), count));
    const { returns } = divisions[0]!;
    /** Running sum of the returns of the longest block and of as many before it, up to `end`. */
    const sums = new Float64Array(2 * longest + 1);
    let end = longest;
    const lengths = divisions.map((division) => division.returns.length);
    const expected = lengths.map((length) => Math.log(expectRescaledRange(length)));
    const weights = slopeWeights(lengths.map(Math.log));
    let before = NaN;
    return ({ close }, out) => {
      if (!Number.isNaN(before)) {
        const change = Math.log(close / before);
        if (end + 1 === sums.length) {
          // Begun again from 0, lest the sum gather errors.
          for (let i = 0; i <= longest; i++) sums[i] = sums[longest + i]! - sums[longest]!;
          for (let i = 0; i < divisions.length; i++) moveBack(divisions[i]!, longest);
          end = longest;
        }
        sums[end + 1] = sums[end]! + change;
        end++;
        for (let i = 0; i < divisions.length; i++) pushReturn(divisions[i]!, change, sums, end);
      }
      before = close;
      if (!returns.isFull) {
        out[0] = NaN;
        return;
      }
      let exponent = 0.5;
      for (let i = 0; i < divisions.length; i++) {
        exponent += weights[i]! * (Math.log(averageBlocks(divisions[i]!)) - expected[i]!);
      }
      out[0] = returnsStandStill(returns.variance()) || !Number.isFinite(exponent) ? 0.5 : exponent;
    };
  },
};

/** One division of the window. The R/S of an older block was measured when that block was the newest. */
interface Division {
  readonly count: number;
  /** The newest block. */
  readonly returns: Window;
  /** R/S of the block that ended at each of the last bars. */
  readonly ratios: Window;
  /** Places of the running sum where the walk of the newest block was highest and lowest a bar ago. */
  top: number;
  bottom: number;
}

function openDivision(block: number, count: number): Division {
  return { count, returns: createWindow(block), ratios: createWindow(block * (count - 1) + 1), top: 0, bottom: 0 };
}

function moveBack(division: Division, places: number): void {
  division.top -= places;
  division.bottom -= places;
}

/** Takes the next return; `sums` up to and with `end` is the running sum of the returns. */
function pushReturn(division: Division, change: number, sums: Float64Array, end: number): void {
  division.returns.push(change);
  if (division.returns.isFull) division.ratios.push(measureRescaledRange(division, sums, end));
}

/** Mean R/S of the blocks of a division; NaN where all returns of each block are equal. */
function averageBlocks({ count, returns, ratios }: Division): number {
  let total = 0;
  let used = 0;
  const { values, end } = ratios;
  for (let i = 0, place = end - 1; i < count; i++, place -= returns.length) {
    const ratio = values[place]!;
    if (Number.isNaN(ratio)) continue;
    total += ratio;
    used++;
  }
  return total / used;
}

/** R/S of the newest block, which is full; NaN where all of its returns are equal. */
function measureRescaledRange(division: Division, sums: Float64Array, end: number): number {
  const { returns } = division;
  const begin = end - returns.length;
  const mean = returns.mean();
  const origin = sums[begin]!;
  let highest = 0;
  let lowest = 0;
  let { top, bottom } = division;
  // Where the walk turned a bar ago it mostly still does. With these two at hand hardly a sum is found to be beyond
  // them, and a processor that can tell how a comparison ends does not wait for it.
  if (top > begin) highest = Math.max(0, sums[top]! - origin - (top - begin) * mean);
  if (bottom > begin) lowest = Math.min(0, sums[bottom]! - origin - (bottom - begin) * mean);
  for (let i = begin + 1; i <= end; i++) {
    const walk = sums[i]! - origin - (i - begin) * mean;
    if (walk <= highest && walk >= lowest) continue;
    if (walk > highest) {
      highest = walk;
      top = i;
    } else {
      lowest = walk;
      bottom = i;
    }
  }
  division.top = top;
  division.bottom = bottom;
  const deviation = Math.sqrt(returns.variance());
  return standsStill(deviation, 1) ? NaN : (highest - lowest) / deviation;
}

/** Expected R/S of `block` independent normal numbers (Anis and Lloyd 1976). */
function expectRescaledRange(block: number): number {
  // Gamma((n - 1) / 2) / Gamma(n / 2) from n - 2 to n, for n = 2: sqrt(pi), for n = 3: 2 / sqrt(pi).
  let ratio = block % 2 === 0 ? Math.sqrt(Math.PI) : 2 / Math.sqrt(Math.PI);
  for (let n = block % 2 === 0 ? 4 : 5; n <= block; n += 2) ratio *= (n - 3) / (n - 2);
  let sum = 0;
  for (let i = 1; i < block; i++) sum += Math.sqrt((block - i) / i);
  return (ratio / Math.sqrt(Math.PI)) * sum;
}

/** Weights of values at these places in the least-squares slope through them. */
function slopeWeights(places: readonly number[]): number[] {
  const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
  const squares = places.reduce((sum, place) => sum + (place - mean) ** 2, 0);
  return places.map((place) => (place - mean) / squares);
}
