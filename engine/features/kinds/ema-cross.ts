import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * A short exponential moving average of the close over a long one, EMA(fastBars) / EMA(slowBars) - 1 (TA-Lib EMA, each
 * seeded with the first closes); its sign changes where the two cross.
 * Unit: 1. Warm-up: the seeds, and until the longer average has forgotten its own.
 */
export const emaCrossFeature: FeatureKind = {
  kind: 'ema-cross',
  group: 'trend',
  parameters: { fastBars: bars(12), slowBars: bars(50) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(Math.max(param(params, 'fastBars'), param(params, 'slowBars')), 1),
  open: (params) => {
    const fast = createEma(param(params, 'fastBars'));
    const slow = createEma(param(params, 'slowBars'));
    return ({ close }, out) => {
      out[0] = fast.push(close) / slow.push(close) - 1;
    };
  },
};
