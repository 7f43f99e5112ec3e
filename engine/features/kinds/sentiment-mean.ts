import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Mean of the news sentiment known at the last bars; NaN while one of them has none.
 * Unit: that of the imported series. Warm-up: `bars` - 1.
 */
export const sentimentMeanFeature: FeatureKind = {
  kind: 'sentiment-mean',
  group: 'external',
  parameters: { bars: bars(5) },
  columns: ['value'],
  needs: { series: 'sentiment' },
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const mean = createSma(param(params, 'bars'));
    return ({ seriesValue }, out) => {
      out[0] = mean.push(seriesValue);
    };
  },
};
