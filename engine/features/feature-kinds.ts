import type { FeatureKind } from './feature-kind.ts';
import { macdFeature } from './kinds/macd.ts';
import { otherFeatures } from './kinds/registry-other.ts';
import { trendFeatures } from './kinds/registry-trend.ts';
import { returnFeature } from './kinds/return.ts';
import { rsiFeature } from './kinds/rsi.ts';
import { sentimentFeature } from './kinds/sentiment.ts';
import { volumeChangeFeature } from './kinds/volume-change.ts';

/** Every feature that a spec can name. */
export const featureKinds: readonly FeatureKind[] = [
  returnFeature,
  volumeChangeFeature,
  sentimentFeature,
  rsiFeature,
  macdFeature,
  ...trendFeatures,
  ...otherFeatures,
];
