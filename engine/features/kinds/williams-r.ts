import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';

/**
 * Williams %R (Williams 1973; TA-Lib WILLR): -100 * (highest high - close) / (highest high - lowest low) of the last
 * bars; 0 where there is no range, as in TA-Lib.
 * Unit: -100 to 0. Warm-up: `bars` - 1.
 */
export const williamsRFeature: FeatureKind = {
  kind: 'williams-r',
  group: 'momentum',
  parameters: { bars: bars(14, 2) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const range = new RollingRange(param(params, 'bars'));
    return ({ high, low, close }, out) => {
      range.push(high, low);
      const { highest: top, lowest: bottom } = range;
      out[0] = top === bottom ? 0 : (-100 * (top - close)) / (top - bottom);
    };
  },
};
