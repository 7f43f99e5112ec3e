import type { FeatureKind } from '../feature-kind.ts';

/**
 * Day of the week of the bar's time (UTC) as a point on a circle of seven days, Monday at angle 0: so Sunday is as
 * near to Monday as Monday to Tuesday.
 * Unit: -1 to 1. Warm-up: none.
 */
export const dayOfWeekFeature: FeatureKind = {
  kind: 'day-of-week',
  group: 'calendar',
  parameters: {},
  columns: ['sin', 'cos'],
  needs: 'calendar',
  warmupBars: () => 0,
  open: () => {
    const date = new Date(0);
    return ({ time }, out) => {
      date.setTime(time);
      const angle = (2 * Math.PI * ((date.getUTCDay() + 6) % 7)) / 7;
      out[0] = Math.sin(angle);
      out[1] = Math.cos(angle);
    };
  },
};
