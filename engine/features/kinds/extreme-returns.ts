import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRollingMax, createRollingMin } from '../streams/rolling-extreme.ts';

/**
 * Largest and smallest one-bar log return of the window (the largest is the MAX of Bali, Cakici and Whitelaw 2011).
 * Unit: 1. Warm-up: `bars`.
 */
export const extremeReturnsFeature: FeatureKind = {
  kind: 'extreme-returns',
  group: 'statistic',
  parameters: { bars: bars(20) },
  columns: ['max', 'min'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const largest = createRollingMax(param(params, 'bars'));
    const smallest = createRollingMin(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its window NaN.
      const change = Math.log(close / before);
      out[0] = largest.push(change);
      out[1] = smallest.push(change);
      before = close;
    };
  },
};
