import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';
import { newsFlagFeature } from './news-flag.ts';

/**
 * Share of the last bars with news, the mean of news-flag; NaN while one of them lies before the first value.
 * Unit: 0 to 1. Warm-up: `bars` - 1.
 */
export const newsShareFeature: FeatureKind = {
  kind: 'news-share',
  group: 'external',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: { series: 'news-flag' },
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const flag = newsFlagFeature.open({});
    const share = createSma(param(params, 'bars'));
    return (bar, out) => {
      flag(bar, out);
      out[0] = share.push(out[0]!);
    };
  },
};
