import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { createWindow } from '../streams/window.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * Mass index (Dorsey 1992; TA-Lib MASSI): EMA(rangeBars) of high - low over the EMA of that EMA, summed over the last
 * bars; above `bars` where ranges widen. Without any range the ratio counts as 1, as in TA-Lib.
 * Unit: 1, about `bars`. Warm-up: the seeds, until both averages have forgotten them, and the window.
 */
export const massIndexFeature: FeatureKind = {
  kind: 'mass-index',
  group: 'volatility',
  parameters: { rangeBars: bars(9), bars: bars(25, 2) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => forgetEmas(param(params, 'rangeBars'), 2) + param(params, 'bars') - 1,
  open: (params) => {
    const first = createEma(param(params, 'rangeBars'));
    const second = createEma(param(params, 'rangeBars'));
    const ratios = createWindow(param(params, 'bars'));
    return ({ high, low }, out) => {
      const once = first.push(high - low);
      const twice = second.push(once);
      ratios.push(twice === 0 ? 1 : once / twice);
      out[0] = ratios.isFull ? ratios.sum() : NaN;
    };
  },
};
