import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { standsStill } from '../measures/stands-still.ts';

/**
 * Commodity channel index (Lambert 1980; TA-Lib CCI): the typical price (high + low + close) / 3 minus its mean over
 * the last bars, over 0.015 of its mean absolute deviation from that mean; 0 where there is no deviation, as in TA-Lib.
 * Unit: 1, mostly -100 to 100. Warm-up: `bars` - 1.
 */
export const cciFeature: FeatureKind = {
  kind: 'cci',
  group: 'momentum',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const length = param(params, 'bars');
    const prices = createWindow(length);
    return ({ high, low, close }, out) => {
      const price = (high + low + close) / 3;
      prices.push(price);
      const mean = prices.isFull ? prices.mean() : NaN;
      let deviation = 0;
      const { values, begin, end } = prices;
      for (let i = begin; i < end; i++) deviation += Math.abs(values[i]! - mean);
      deviation /= length;
      out[0] = standsStill(deviation, mean) ? 0 : (price - mean) / (0.015 * deviation);
    };
  },
};
