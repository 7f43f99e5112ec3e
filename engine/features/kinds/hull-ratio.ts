import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWma } from '../streams/wma.ts';

/**
 * Distance of the close from its Hull moving average (Hull 2005; TA-Lib HMA), 1 - HMA / close with
 * HMA = WMA(sqrt(bars)) of 2 WMA(bars / 2) - WMA(bars), lengths rounded down. Over the close and not over the average,
 * for this one overshoots and can reach 0 in a crash.
 * Unit: 1, positive where the close stands above. Warm-up: `bars` - 1 + sqrt(bars) - 1.
 */
export const hullRatioFeature: FeatureKind = {
  kind: 'hull-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') + Math.floor(Math.sqrt(param(params, 'bars'))) - 2,
  open: (params) => {
    const length = param(params, 'bars');
    const half = createWma(Math.floor(length / 2));
    const whole = createWma(length);
    const smooth = createWma(Math.floor(Math.sqrt(length)));
    return ({ close }, out) => {
      const hull = smooth.push(2 * half.push(close) - whole.push(close));
      out[0] = 1 - hull / close;
    };
  },
};
