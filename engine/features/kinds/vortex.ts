import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';

/**
 * Vortex (Botes and Siepman 2010; TA-Lib VORTEX): plus = sum of |high - low before| over the sum of the true ranges of
 * the last bars, minus likewise with |low - high before|. Both 0 where there is no range, as in TA-Lib.
 * Unit: 1, about 1 each; plus above minus in a rising trend. Warm-up: `bars`.
 */
export const vortexFeature: FeatureKind = {
  kind: 'vortex',
  group: 'trend',
  parameters: { bars: bars(14, 2) },
  columns: ['plus', 'minus'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const rises = createWindow(length);
    const falls = createWindow(length);
    const ranges = createWindow(length);
    let highBefore = NaN;
    let lowBefore = NaN;
    let closeBefore = NaN;
    return ({ high, low, close }, out) => {
      rises.push(Math.abs(high - lowBefore));
      falls.push(Math.abs(low - highBefore));
      ranges.push(measureTrueRange(high, low, closeBefore));
      const range = ranges.isFull ? ranges.sum() : NaN;
      out[0] = range === 0 ? 0 : rises.sum() / range;
      out[1] = range === 0 ? 0 : falls.sum() / range;
      highBefore = high;
      lowBefore = low;
      closeBefore = close;
    };
  },
};
