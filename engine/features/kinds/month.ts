import type { FeatureKind } from '../feature-kind.ts';
import { createCircle } from '../measures/circle.ts';
import { MonthOfTime } from '../measures/month-of-time.ts';

const YEAR = createCircle(12);

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
    const month = new MonthOfTime();
    return ({ time }, out) => {
      month.moveTo(time);
      out[0] = YEAR.sines[month.month]!;
      out[1] = YEAR.cosines[month.month]!;
    };
  },
};
