import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * Distance of the close from its double exponential moving average (Mulloy 1994; TA-Lib DEMA), 1 - DEMA / close with
 * DEMA = 2 EMA - EMA(EMA). Over the close and not over the average, for this one overshoots and can reach 0 in a crash.
 * Unit: 1, positive where the close stands above. Warm-up: the seeds, and until both averages have forgotten them.
 */
export const demaRatioFeature: FeatureKind = {
  kind: 'dema-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(param(params, 'bars'), 2),
  open: (params) => {
    const first = createEma(param(params, 'bars'));
    const second = createEma(param(params, 'bars'));
    return ({ close }, out) => {
      const once = first.push(close);
      const twice = second.push(once);
      out[0] = 1 - (2 * once - twice) / close;
    };
  },
};
