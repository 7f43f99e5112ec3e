import type { FeatureKind } from '../feature-kind.ts';

/**
 * News sentiment as known at the close of the bar: the last value whose availableAt is not later.
 * Unit: that of the imported series. Warm-up: none of its own; bars before the first value are not used.
 */
export const sentimentFeature: FeatureKind = {
  kind: 'sentiment',
  group: 'external',
  parameters: {},
  columns: ['value'],
  needs: { series: 'sentiment' },
  warmupBars: () => 0,
  open: () => (bar, out) => {
    out[0] = bar.seriesValue;
  },
};
