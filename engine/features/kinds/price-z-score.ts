import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureZScore } from '../measures/z-score.ts';

/**
 * Distance of the close from its mean over the window in population deviations over the window (TA-Lib SMA, STDDEV).
 * 0 where the price stands still.
 * Unit: standard deviations. Warm-up: `bars` - 1.
 */
export const priceZScoreFeature: FeatureKind = {
  kind: 'price-z-score',
  group: 'statistic',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const closes = createWindow(param(params, 'bars'));
    return ({ close }, out) => {
      closes.push(close);
      out[0] = measureZScore(closes);
    };
  },
};
