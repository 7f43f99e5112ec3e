import type { FeatureKind } from '../feature-kind.ts';

/**
 * Whether there was news, by the series 'news-flag' as known at the close of the bar: 1 where its value is above 0,
 * else 0; NaN before its first value.
 * Unit: 0 or 1. Warm-up: none of its own.
 */
export const newsFlagFeature: FeatureKind = {
  kind: 'news-flag',
  group: 'external',
  parameters: {},
  columns: ['value'],
  needs: { series: 'news-flag' },
  warmupBars: () => 0,
  open:
    () =>
    ({ seriesValue }, out) => {
      out[0] = Number.isNaN(seriesValue) ? NaN : seriesValue > 0 ? 1 : 0;
    },
};
