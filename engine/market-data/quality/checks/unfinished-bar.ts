import type { EpochMs, Timeframe } from '#contract/bars.ts';
import type { QualityFinding } from '#contract/quality.ts';
import { createZone } from '../../time/time-zone.ts';
import { isIntraday, timeframeMs } from '../../time/timeframe-length.ts';
import type { CheckedHistory } from '../checked-history.ts';
import { describePlace } from '../describe-place.ts';
import { makeFinding, Places } from '../make-finding.ts';

/*
 * unfinished-bar: the last bar's span ends after now, so its high, low, close and volume may still change.
 *
 * Amber, except for a daily bar of today, which is info: the session may be over long before midnight.
 */

const DAY = timeframeMs['1d'];

export function checkUnfinishedBar(history: CheckedHistory): QualityFinding[] {
  const { bars, timeframe, timeZone, now } = history;
  const last = bars.time.length - 1;
  if (last < 0) return [];
  const start = bars.time[last]!;
  // Times of days are midnight UTC of the exchange's day; compare with its clocks.
  const clock = isIntraday(timeframe) ? now : createZone(timeZone).toPrinted(now);
  if (endOfBar(start, timeframe) <= clock) return [];
  return [
    makeFinding(history, 'unfinished-bar', timeframe === '1d' ? 'info' : 'amber', Places.of([last]), {
      message: `The last bar, ${describePlace(history, last)}, is not over yet: its close and volume may still change.`,
      hint: 'Import again when it is over; a forecast made from it is made from a price that may not last.',
    }),
  ];
}

/** When a bar is over; of days, weeks and months at midnight of the exchange's clocks. */
function endOfBar(start: EpochMs, timeframe: Timeframe): EpochMs {
  if (timeframe === '1mo') {
    const date = new Date(start);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  }
  if (timeframe === '1w') {
    // The week ends before Saturday for a bar that begins on a weekday, and seven days on otherwise.
    const weekday = (Math.floor(start / DAY) + 3) % 7;
    return weekday < 5 ? start + (5 - weekday) * DAY : start + 7 * DAY;
  }
  return start + timeframeMs[timeframe];
}
