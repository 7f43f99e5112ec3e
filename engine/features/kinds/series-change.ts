import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createDelay } from '../streams/delay.ts';

/**
 * Change of an external series over a span of bars: the value known at this bar less that known `bars` bars before.
 * NaN where either is missing.
 * Unit: that of the series. Warm-up: `bars`.
 */
export const seriesChangeFeature: FeatureKind = {
  kind: 'series-change',
  group: 'external',
  parameters: { bars: bars(5) },
  columns: ['value'],
  needs: 'series',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const before = createDelay(param(params, 'bars'));
    return ({ seriesValue }, out) => {
      out[0] = seriesValue - before.push(seriesValue);
    };
  },
};
