import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createWilder } from '../streams/ema.ts';
import { measureTrueRange } from '../measures/measure-true-range.ts';

/**
 * Average true range (Wilder 1978; TA-Lib NATR / 100): Wilder's average of the true range, over the close.
 * Unit: 1, a fraction of the price. Warm-up: `bars`, and until the average has forgotten its seed.
 */
export const atrFeature: FeatureKind = {
  kind: 'atr',
  group: 'volatility',
  parameters: { bars: bars(14) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') + forgettingBars(1 / param(params, 'bars')),
  open: (params) => {
    const average = createWilder(param(params, 'bars'));
    let before = NaN;
    return ({ high, low, close }, out) => {
      out[0] = average.push(measureTrueRange(high, low, before)) / close;
      before = close;
    };
  },
};
