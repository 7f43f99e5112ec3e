import type { FeatureKind } from '../feature-kind.ts';

const DAY_MS = 86_400_000;

/**
 * ln(1 + days since the bar before), by the times of the bars: ln 2 from one day to the next, ln 4 over a weekend. The
 * first bar counts as one day after another.
 * Unit: 1, above 0. Warm-up: 1.
 */
export const daysSinceLastBarFeature: FeatureKind = {
  kind: 'days-since-last-bar',
  group: 'calendar',
  parameters: {},
  columns: ['value'],
  needs: 'calendar',
  warmupBars: () => 1,
  open: () => {
    let before = NaN;
    return ({ time }, out) => {
      out[0] = Math.log1p(Number.isNaN(before) ? 1 : (time - before) / DAY_MS);
      before = time;
    };
  },
};
