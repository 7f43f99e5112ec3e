import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureZScore } from '../measures/z-score.ts';

/**
 * Distance of an external series from its mean over the window in population deviations over the window, of the values
 * as they were known at each bar: a value that stood for five bars counts five times. 0 where the series stands still,
 * NaN while a bar of the window has no value.
 * Unit: standard deviations. Warm-up: `bars` - 1.
 */
export const seriesZScoreFeature: FeatureKind = {
  kind: 'series-z-score',
  group: 'external',
  parameters: { bars: bars(60, 2) },
  columns: ['value'],
  needs: 'series',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const values = createWindow(param(params, 'bars'));
    return ({ seriesValue }, out) => {
      values.push(seriesValue);
      out[0] = measureZScore(values);
    };
  },
};
