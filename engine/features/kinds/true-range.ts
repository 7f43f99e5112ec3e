import type { FeatureKind } from '../feature-kind.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';

/**
 * True range (Wilder 1978; TA-Lib TRANGE) over the close before: the bar's range with that close drawn in.
 * Unit: 1, a fraction of the price. Warm-up: 1.
 */
export const trueRangeFeature: FeatureKind = {
  kind: 'true-range',
  group: 'volatility',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ high, low, close }, out) => {
      out[0] = measureTrueRange(high, low, before) / before;
      before = close;
    };
  },
};
