import { bars, param, type FeatureKind } from '../feature-kind.ts';
import type { Window } from '../streams/window.ts';
import { createReturnWindow } from './return-window.ts';
import { returnsStandStill } from './returns-stand-still.ts';
import { standsStill } from './stands-still.ts';

/** The window is cut into so many blocks, one division after the other. */
const DIVISIONS = [1, 2, 4, 8];

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
    const length = param(params, 'bars');
    const window = createReturnWindow(length);
    const blocks = DIVISIONS.map((count) => Math.floor(length / count));
    const expected = blocks.map((block) => Math.log(expectRescaledRange(block)));
    const weights = slopeWeights(blocks.map(Math.log));
    return ({ close }, out) => {
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      let exponent = 0.5;
      for (let i = 0; i < blocks.length; i++) {
        const mean = measureRescaledRanges(window.returns, blocks[i]!, DIVISIONS[i]!);
        exponent += weights[i]! * (Math.log(mean) - expected[i]!);
      }
      out[0] = returnsStandStill(window.returns) || !Number.isFinite(exponent) ? 0.5 : exponent;
    };
  },
};

/** Mean R/S of the newest `count` blocks of `block` returns; NaN where all returns of each block are equal. */
function measureRescaledRanges(returns: Window, block: number, count: number): number {
  let total = 0;
  let used = 0;
  for (let i = 0; i < count; i++) {
    const rescaled = measureRescaledRange(returns, i * block, block);
    if (Number.isNaN(rescaled)) continue;
    total += rescaled;
    used++;
  }
  return total / used;
}

/** R/S of the block whose newest return has this age; NaN where all of its returns are equal. */
function measureRescaledRange(returns: Window, newest: number, block: number): number {
  let sum = 0;
  for (let age = newest + block - 1; age >= newest; age--) sum += returns.at(age);
  const mean = sum / block;
  let squares = 0;
  let walk = 0;
  let highest = 0;
  let lowest = 0;
  for (let age = newest + block - 1; age >= newest; age--) {
    const deviation = returns.at(age) - mean;
    squares += deviation * deviation;
    walk += deviation;
    highest = Math.max(highest, walk);
    lowest = Math.min(lowest, walk);
  }
  const deviation = Math.sqrt(squares / block);
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
