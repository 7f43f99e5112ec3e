import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';

/**
 * Close over the middle between the highest and the lowest of the last closes, close / MIDPOINT(bars) - 1 (TA-Lib
 * MIDPOINT).
 * Unit: 1. Warm-up: `bars` - 1.
 */
export const midpointRatioFeature: FeatureKind = {
  kind: 'midpoint-ratio',
  group: 'trend',
  parameters: { bars: bars(14, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const range = new RollingRange(param(params, 'bars'));
    return ({ close }, out) => {
      range.push(close, close);
      out[0] = close / ((range.highest + range.lowest) / 2) - 1;
    };
  },
};
