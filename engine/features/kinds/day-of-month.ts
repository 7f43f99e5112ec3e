import type { FeatureKind } from '../feature-kind.ts';

/**
 * Day of the month of the bar's time (UTC) as a point on a circle of as many days as the month has, the first at angle
 * 0: so the last day is always as near to the first of the next month.
 * Unit: -1 to 1. Warm-up: none.
 */
export const dayOfMonthFeature: FeatureKind = {
  kind: 'day-of-month',
  group: 'calendar',
  parameters: {},
  columns: ['sin', 'cos'],
  needs: 'calendar',
  warmupBars: () => 0,
  open: () => {
    const date = new Date(0);
    return ({ time }, out) => {
      date.setTime(time);
      const day = date.getUTCDate() - 1;
      // Day 0 of the next month is the last of this one.
      date.setUTCMonth(date.getUTCMonth() + 1, 0);
      const angle = (2 * Math.PI * day) / date.getUTCDate();
      out[0] = Math.sin(angle);
      out[1] = Math.cos(angle);
    };
  },
};
