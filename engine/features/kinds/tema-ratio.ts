import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * Distance of the close from its triple exponential moving average (Mulloy 1994; TA-Lib TEMA), 1 - TEMA / close with
 * TEMA = 3 EMA - 3 EMA(EMA) + EMA(EMA(EMA)). Over the close and not over the average, for this one overshoots and can
 * reach 0 in a crash.
 * Unit: 1, positive where the close stands above. Warm-up: the seeds, and until all averages have forgotten them.
 */
export const temaRatioFeature: FeatureKind = {
  kind: 'tema-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(param(params, 'bars'), 3),
  open: (params) => {
    const first = createEma(param(params, 'bars'));
    const second = createEma(param(params, 'bars'));
    const third = createEma(param(params, 'bars'));
    return ({ close }, out) => {
      const once = first.push(close);
      const twice = second.push(once);
      const thrice = third.push(twice);
      out[0] = 1 - (3 * once - 3 * twice + thrice) / close;
    };
  },
};
