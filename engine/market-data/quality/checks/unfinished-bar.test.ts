import { describe, expect, it } from 'vitest';
import type { Timeframe } from '#contract/bars.ts';
import { alter, walk } from '../history.test-data.ts';
import { checkUnfinishedBar } from './unfinished-bar.ts';

/** The last bar at a time, looked at at another. */
const look = (timeframe: Timeframe, last: string, now: string, timeZone = 'UTC') => {
  const history = alter(walk(3), ({ time }) => {
    time[2] = Date.parse(last);
  });
  return checkUnfinishedBar({ ...history, timeframe, timeZone, now: Date.parse(now) }).map(({ severity }) => severity);
};

describe('unfinished-bar', () => {
  it('is amber while an intraday bar runs', () => {
    expect(look('1h', '2024-01-02T10:00Z', '2024-01-02T10:59Z')).toEqual(['amber']);
    expect(look('1h', '2024-01-02T10:00Z', '2024-01-02T11:00Z')).toEqual([]);
  });

  it('is info on the day of a daily bar, by the clocks of the exchange', () => {
    expect(look('1d', '2024-01-02', '2024-01-03T04:00Z', 'America/New_York')).toEqual(['info']);
    expect(look('1d', '2024-01-02', '2024-01-03T05:00Z', 'America/New_York')).toEqual([]);
    expect(look('1d', '2024-01-02', '2024-01-02T15:30Z', 'Asia/Tokyo')).toEqual([]);
  });

  it('knows the ends of weeks and months', () => {
    // 1 January 2024 was a Monday.
    expect(look('1w', '2024-01-01', '2024-01-05T20:00Z')).toEqual(['amber']);
    expect(look('1w', '2024-01-01', '2024-01-06T00:00Z')).toEqual([]);
    expect(look('1mo', '2024-02-01', '2024-02-29T12:00Z')).toEqual(['amber']);
    expect(look('1mo', '2024-02-01', '2024-03-01T00:00Z')).toEqual([]);
  });
});
