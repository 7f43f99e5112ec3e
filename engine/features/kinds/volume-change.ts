import type { FeatureKind } from '../feature-kind.ts';

/**
 * One-bar change of volume, ln((volume[t] + 1) / (volume[t-1] + 1)). Unit: 1. Warm-up: 1 bar.
 * The + 1 share keeps a bar without trading finite; the scaler clips what it then jumps.
 */
export const volumeChangeFeature: FeatureKind = {
  kind: 'volume-change',
  defaults: {},
  isAvailable: () => true,
  warmupBars: () => 1,
  compute: ({ bars: { volume } }) => {
    const result = new Float64Array(volume.length).fill(NaN);
    for (let t = 1; t < volume.length; t++) result[t] = Math.log((volume[t]! + 1) / (volume[t - 1]! + 1));
    return result;
  },
};
