import type { FeatureKind } from '../feature-kind.ts';

/**
 * Value of an external series as known at the close of the bar: the last whose availableAt is not later.
 * Unit: that of the series. Warm-up: none of its own; bars before the first value have none.
 */
export const seriesLevelFeature: FeatureKind = {
  kind: 'series-level',
  group: 'external',
  parameters: {},
  columns: ['value'],
  needs: 'series',
  warmupBars: () => 0,
  open:
    () =>
    ({ seriesValue }, out) => {
      out[0] = seriesValue;
    },
};
