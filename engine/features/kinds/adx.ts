import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWilder } from '../streams/ema.ts';
import type { Stream } from '../streams/stream.ts';
import { forgetCascade } from '../measures/forget-cascade.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';
import { standsStill } from '../measures/stands-still.ts';

/**
 * Directional movement (Wilder 1978; TA-Lib ADX, PLUS_DI, MINUS_DI). A bar moves up by what its high exceeds the high
 * before, and down by what its low falls below the low before; only the larger of the two counts. plus-di and minus-di
 * are Wilder's sums of the movements over that of the true ranges, in percent; adx is Wilder's average of
 * 100 * |plus-di - minus-di| / (plus-di + minus-di), the strength of the trend whichever way it goes.
 * Without any range both indices are 0; where there is no movement the adx stays as it was, and counts as 0 in its
 * seed, both as in TA-Lib.
 * Unit: 0 to 100. Warm-up: the seeds, and until both averages have forgotten them.
 */
export const adxFeature: FeatureKind = {
  kind: 'adx',
  group: 'trend',
  parameters: { bars: bars(14, 2) },
  columns: ['adx', 'plus-di', 'minus-di'],
  needs: 'ohlc',
  warmupBars: (params) => {
    const length = param(params, 'bars');
    return 2 * length + forgetCascade([1 / length, 1 / length]);
  },
  open: (params) => {
    const length = param(params, 'bars');
    const rises = new WilderSum(length);
    const falls = new WilderSum(length);
    const ranges = new WilderSum(length);
    const strengths = createWilder(length);
    let adx = NaN;
    let highBefore = NaN;
    let lowBefore = NaN;
    let closeBefore = NaN;
    return ({ high, low, close }, out) => {
      const up = Math.max(high - highBefore, 0);
      const down = Math.max(lowBefore - low, 0);
      // Equal to the tick is equal: by how they are rounded, an adjustment of the prices must not make one the larger.
      const isTie = standsStill(Math.abs(up - down), close);
      const rise = rises.push(Number.isNaN(up) ? NaN : up > down && !isTie ? up : 0);
      const fall = falls.push(Number.isNaN(down) ? NaN : down > up && !isTie ? down : 0);
      const range = ranges.push(measureTrueRange(high, low, closeBefore));
      if (!Number.isNaN(range)) {
        if (rise + fall > 0) adx = strengths.push((100 * Math.abs(rise - fall)) / (rise + fall));
        else if (Number.isNaN(adx)) adx = strengths.push(0);
      }
      out[0] = adx;
      out[1] = range === 0 ? 0 : 100 * (rise / range);
      out[2] = range === 0 ? 0 : 100 * (fall / range);
      highBefore = high;
      lowBefore = low;
      closeBefore = close;
    };
  },
};

/**
 * Wilder's running sum, sum[t] = sum[t-1] - sum[t-1] / length + x[t], seeded as TA-Lib does with the plain sum of
 * `length` - 1 numbers; NaN for these.
 */
class WilderSum implements Stream {
  readonly #length: number;
  #count = 0;
  #sum = 0;

  constructor(length: number) {
    this.#length = length;
  }

  push(value: number): number {
    if (Number.isNaN(value)) return NaN;
    if (this.#count < this.#length - 1) {
      this.#count++;
      this.#sum += value;
      return NaN;
    }
    this.#sum += value - this.#sum / this.#length;
    return this.#sum;
  }
}
