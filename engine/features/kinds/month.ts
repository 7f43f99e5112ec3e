import type { FeatureKind } from '../feature-kind.ts';

/**
 * Month of the bar's time (UTC) as a point on a circle of twelve, January at angle 0.
 * Unit: -1 to 1. Warm-up: none.
 */
export const monthFeature: FeatureKind = {
  kind: 'month',
  group: 'calendar',
  parameters: {},
  columns: ['sin', 'cos'],
  needs: 'calendar',
  warmupBars: () => 0,
  open: () => {
    const date = new Date(0);
    return ({ time }, out) => {
      date.setTime(time);
      const angle = (2 * Math.PI * date.getUTCMonth()) / 12;
      out[0] = Math.sin(angle);
      out[1] = Math.cos(angle);
    };
  },
};
