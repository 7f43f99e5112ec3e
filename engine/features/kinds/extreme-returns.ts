import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';

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
    const range = new RollingRange(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its window NaN.
      const change = Math.log(close / before);
      range.push(change, change);
      out[0] = range.highest;
      out[1] = range.lowest;
      before = close;
    };
  },
};
