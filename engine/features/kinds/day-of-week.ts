import type { FeatureKind } from '../feature-kind.ts';
import { createCircle } from '../measures/circle.ts';

const DAY_MS = 86_400_000;
const WEEK = createCircle(7);

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
  open:
    () =>
    ({ time }, out) => {
      // 1970 began on a Thursday; the remainder of a day before it is negative.
      const day = (((Math.floor(time / DAY_MS) + 3) % 7) + 7) % 7;
      out[0] = WEEK.sines[day]!;
      out[1] = WEEK.cosines[day]!;
    },
};
