import type { FeatureKind } from '../feature-kind.ts';
import { createCircle } from '../measures/circle.ts';
import { MonthOfTime } from '../measures/month-of-time.ts';

/** Days of the shortest month, and a circle for each length of a month. */
const SHORTEST = 28;
const CIRCLES = [SHORTEST, 29, 30, 31].map(createCircle);

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
    const month = new MonthOfTime();
    return ({ time }, out) => {
      month.moveTo(time);
      const { sines, cosines } = CIRCLES[month.length - SHORTEST]!;
      const day = month.dayOf(time);
      out[0] = sines[day]!;
      out[1] = cosines[day]!;
    };
  },
};
