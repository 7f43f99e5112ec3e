import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRollingMin } from '../streams/rolling-extreme.ts';

/**
 * Run-up: close over the lowest close of the window, this bar included, minus 1.
 * Unit: 1, at least 0. Warm-up: `bars` - 1.
 */
export const runUpFeature: FeatureKind = {
  kind: 'run-up',
  group: 'statistic',
  parameters: { bars: bars(252, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const lowest = createRollingMin(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = close / lowest.push(close) - 1;
    };
  },
};
