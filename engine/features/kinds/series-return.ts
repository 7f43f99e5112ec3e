import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createDelay } from '../streams/delay.ts';

/**
 * Log return of an external series over a span of bars: ln of the value known at this bar over that known `bars` bars
 * before. NaN where either is missing or not above 0: for such series there is series-change.
 * Unit: 1. Warm-up: `bars`.
 */
export const seriesReturnFeature: FeatureKind = {
  kind: 'series-return',
  group: 'external',
  parameters: { bars: bars(5) },
  columns: ['value'],
  needs: 'series',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const values = createDelay(param(params, 'bars'));
    return ({ seriesValue }, out) => {
      const before = values.push(seriesValue);
      // Comparisons with NaN are false.
      out[0] = seriesValue > 0 && before > 0 ? Math.log(seriesValue / before) : NaN;
    };
  },
};
