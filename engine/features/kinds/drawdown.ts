import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRollingMax } from '../streams/rolling-extreme.ts';

/**
 * Drawdown: close over the highest close of the window, this bar included, minus 1.
 * Unit: 1, at most 0. Warm-up: `bars` - 1.
 */
export const drawdownFeature: FeatureKind = {
  kind: 'drawdown',
  group: 'statistic',
  parameters: { bars: bars(252, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const highest = createRollingMax(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = close / highest.push(close) - 1;
    };
  },
};
