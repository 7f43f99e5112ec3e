import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * A short simple moving average of the close over a long one, SMA(fastBars) / SMA(slowBars) - 1 (TA-Lib SMA); its sign
 * changes where the two cross.
 * Unit: 1. Warm-up: the longer of both - 1.
 */
export const smaCrossFeature: FeatureKind = {
  kind: 'sma-cross',
  group: 'trend',
  parameters: { fastBars: bars(10), slowBars: bars(50) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => Math.max(param(params, 'fastBars'), param(params, 'slowBars')) - 1,
  open: (params) => {
    const fast = createSma(param(params, 'fastBars'));
    const slow = createSma(param(params, 'slowBars'));
    return ({ close }, out) => {
      out[0] = fast.push(close) / slow.push(close) - 1;
    };
  },
};
