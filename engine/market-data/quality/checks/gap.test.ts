import { describe, expect, it } from 'vitest';
import type { Timeframe } from '#contract/bars.ts';
import { timeframeMs } from '../../time/timeframe-length.ts';
import { alter, walk } from '../history.test-data.ts';
import { checkGap } from './gap.ts';

const DAY = 86_400_000;

/** Daily bars of a random walk at the given days of the epoch. */
function at(days: readonly number[], timeframe: Timeframe = '1d') {
  const history = alter(walk(days.length), (bars) => {
    days.forEach((day, t) => (bars.time[t] = day * DAY));
  });
  return { ...history, timeframe };
}

/** Day 4 of the epoch, 5 January 1970, was a Monday. */
const isWeekday = (day: number): boolean => (day + 3) % 7 < 5;
const days = (count: number, keep: (day: number) => boolean): number[] =>
  Array.from({ length: count }, (_, i) => i + 4).filter(keep);

describe('gap', () => {
  it('lets weekends, holidays and two closed weeks but one day pass', () => {
    expect(checkGap(at(days(700, (day) => isWeekday(day) && !(day >= 102 && day < 111))))).toEqual([]);
  });

  it('counts the weekdays that are missing: amber from 8 on, red above 120', () => {
    // Two whole weeks from Monday, day 102 = 4 + 14 × 7.
    const amber = checkGap(at(days(700, (day) => isWeekday(day) && !(day >= 102 && day < 116))));
    expect(amber).toMatchObject([{ check: 'gap', severity: 'amber', count: 1, times: [116 * DAY] }]);
    expect(amber[0]!.message).toContain('About 10 sessions');
    const year = checkGap(at(days(1500, (day) => isWeekday(day) && !(day >= 102 && day < 102 + 364))));
    expect(year).toMatchObject([{ severity: 'red', count: 1 }]);
    expect(year[0]!.message).toContain('260');
  });

  it('expects every day of a market that trades on every day', () => {
    expect(checkGap(at(days(300, (day) => day !== 150)))).toMatchObject([{ severity: 'amber', times: [151 * DAY] }]);
  });

  it('counts weeks and months', () => {
    const weeks = Array.from({ length: 100 }, (_, i) => 4 + 7 * (i < 50 ? i : i + 3));
    expect(checkGap(at(weeks, '1w'))[0]!.message).toContain('About 3 weeks');
    const months = Array.from({ length: 40 }, (_, i) => Date.UTC(2000, i < 20 ? i : i + 8, 1) / DAY);
    expect(checkGap(at(months, '1mo'))).toMatchObject([{ severity: 'red', times: [months[20]! * DAY] }]);
  });

  it('lists bars missing in sessions as info, by the clocks of the exchange across summer time', () => {
    // 09:30 to 15:59 in New York, in 5-minute bars, from February to May 2010: the clocks change on 14 March.
    const times: number[] = [];
    for (let day = Date.UTC(2010, 1, 1); day < Date.UTC(2010, 4, 1); day += DAY) {
      if (!isWeekday(day / DAY)) continue;
      const opening = day + (day < Date.UTC(2010, 2, 14) ? 14.5 : 13.5) * 3_600_000;
      for (let i = 0; i < 78; i++) times.push(opening + i * 300_000);
    }
    const sessions = (dropped: readonly number[]) => {
      const kept = times.filter((_, i) => !dropped.includes(i));
      const history = alter(walk(kept.length, { timeframe: '5m' }), (bars) => {
        bars.time.set(kept);
      });
      return { ...history, timeZone: 'America/New_York' };
    };
    expect(checkGap(sessions([]))).toEqual([]);
    const [finding] = checkGap(sessions([1000, 1001, 2000]));
    expect(finding).toMatchObject({ severity: 'info', count: 2, times: [times[1002], times[2001]] });
    expect(finding!.message).toContain(`3 of the ${times.length}`);
  });

  it.each([
    ['1h', 120, 7],
    ['1h', 900, 7],
    ['5m', 3000, 50],
    ['1m', 6000, 1439],
    ['1h', 20, 1],
  ] as const)(
    'misses nothing where bars of %s begin and end in the midst of a day (%i bars)',
    (timeframe, count, from) => {
      const gapless = alter(walk(count, { timeframe }), ({ time }) => {
        time.forEach((_, t) => (time[t] = Date.UTC(2010, 0, 4) + (from + t) * timeframeMs[timeframe]));
      });
      expect(checkGap(gapless)).toEqual([]);
      if (count < 100) return;
      // One bar is taken from each end's day and one from the midst.
      const dropped = [3, Math.floor(count / 2), count - 4];
      const kept = gapless.bars.time.filter((_, t) => !dropped.includes(t));
      const holed = alter(walk(kept.length, { timeframe }), ({ time }) => {
        time.set(kept);
      });
      expect(checkGap(holed)[0]!.message).toContain(`3 of the ${count} bars`);
    },
  );
});
