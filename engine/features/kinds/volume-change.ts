import type { FeatureKind } from '../feature-kind.ts';

/**
 * One-bar change of volume, ln(volume[t] / volume[t-1]); 0, no change, where either bar has no volume.
 * Unit: 1. Warm-up: 1 bar.
 *
 * Volumes are adjusted by all later splits, so their size knows of the future and only their ratios do not:
 * ln((volume[t] + 1) / (volume[t-1] + 1)), finite without a special case, would depend on splits to come
 * wherever volume is small.
 */
export const volumeChangeFeature: FeatureKind = {
  kind: 'volume-change',
  defaults: {},
  isAvailable: () => true,
  warmupBars: () => 1,
  compute: ({ bars: { volume } }) => {
    const result = new Float64Array(volume.length).fill(NaN);
    for (let t = 1; t < volume.length; t++) {
      const [before, now] = [volume[t - 1]!, volume[t]!];
      result[t] = before > 0 && now > 0 ? Math.log(now / before) : 0;
    }
    return result;
  },
};
