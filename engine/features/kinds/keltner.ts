import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma, createWilder } from '../streams/ema.ts';
import { forgetCascade } from '../measures/forget-cascade.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';
import { placeInBand } from '../measures/place-in-band.ts';
import { startLate } from '../measures/start-late.ts';

/**
 * Keltner channel (Keltner 1960, Raschke's form; TA-Lib KC): the exponential average of the typical price
 * (high + low + close) / 3, `multiplier` average true ranges (Wilder's, over atrBars) to either side. Position of the
 * close in it, and its width over its middle. Position 0.5 where it has no width.
 * As in TA-Lib both averages are seeded at the same bar.
 * Unit: position 1 (0 at the lower edge, 1 at the upper one), width 1. Warm-up: the seeds, and until both averages have
 * forgotten them.
 */
export const keltnerFeature: FeatureKind = {
  kind: 'keltner',
  group: 'volatility',
  parameters: {
    bars: bars(20, 2),
    atrBars: bars(10, 2),
    multiplier: { default: 2, min: 0.1, max: 10, integer: false },
  },
  columns: ['position', 'width'],
  needs: 'ohlc',
  warmupBars: (params) => {
    const length = param(params, 'bars');
    const atrBars = param(params, 'atrBars');
    const forgetting = Math.max(forgetCascade([2 / (length + 1)]), forgetCascade([1 / atrBars]));
    return Math.max(length - 1, atrBars) + forgetting;
  },
  open: (params) => {
    const length = param(params, 'bars');
    const atrBars = param(params, 'atrBars');
    const multiplier = param(params, 'multiplier');
    const seedAt = Math.max(length - 1, atrBars);
    const average = startLate(createEma(length), seedAt - (length - 1));
    const averageRange = startLate(createWilder(atrBars), seedAt - (atrBars - 1));
    let closeBefore = NaN;
    return ({ high, low, close }, out) => {
      const middle = average.push((high + low + close) / 3);
      const reach = multiplier * averageRange.push(measureTrueRange(high, low, closeBefore));
      placeInBand(close, middle - reach, middle, middle + reach, out);
      closeBefore = close;
    };
  },
};
