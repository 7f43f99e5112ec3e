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
  group: 'volume',
  parameters: {},
  columns: ['value'],
  needs: 'volume',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ volume }, out) => {
      const traded = before > 0 && volume > 0;
      out[0] = Number.isNaN(before) ? NaN : traded ? Math.log(volume / before) : 0;
      before = volume;
    };
  },
};
