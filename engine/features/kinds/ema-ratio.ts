import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * Close over its exponential moving average, close / EMA(bars) - 1 (TA-Lib EMA).
 * Unit: 1. Warm-up: the seed, and until the average has forgotten it.
 */
export const emaRatioFeature: FeatureKind = {
  kind: 'ema-ratio',
  group: 'trend',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(param(params, 'bars'), 1),
  open: (params) => {
    const average = createEma(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = close / average.push(close) - 1;
    };
  },
};
