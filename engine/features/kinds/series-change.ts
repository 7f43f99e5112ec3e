import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

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
    const values = createWindow(param(params, 'bars') + 1);
    return ({ seriesValue }, out) => {
      values.push(seriesValue);
      out[0] = values.isFull ? seriesValue - values.oldest : NaN;
    };
  },
};
