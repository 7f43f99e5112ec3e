import type { FeatureKind } from '../feature-kind.ts';

const DAY_MS = 86_400_000;

/**
 * Time of day of the bar's time (UTC) as a point on a circle of 24 hours, midnight at angle 0, which daily bars always
 * have. In summer an exchange's hours move by one here.
 * Unit: -1 to 1. Warm-up: none.
 */
export const timeOfDayFeature: FeatureKind = {
  kind: 'time-of-day',
  group: 'calendar',
  parameters: {},
  columns: ['sin', 'cos'],
  needs: 'calendar',
  warmupBars: () => 0,
  open:
    () =>
    ({ time }, out) => {
      // Before 1970 the remainder is negative, which is the same angle.
      const angle = (2 * Math.PI * (time % DAY_MS)) / DAY_MS;
      out[0] = Math.sin(angle);
      out[1] = Math.cos(angle);
    },
};
