import type { FeatureKind } from '../feature-kind.ts';
import { seriesChangeFeature } from './series-change.ts';

/**
 * Change of the news sentiment over a span of bars: series-change of the series 'sentiment'.
 * Unit: that of the imported series. Warm-up: `bars`.
 */
export const sentimentChangeFeature: FeatureKind = {
  ...seriesChangeFeature,
  kind: 'sentiment-change',
  needs: { series: 'sentiment' },
};
