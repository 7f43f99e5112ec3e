import { describe, expect, it } from 'vitest';
import { nameLocalDays } from './name-local-days.ts';
import { createZone } from './time-zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `count` days from Monday, 4 January 2021, on. */
function days(count: number, keep: (weekday: number) => boolean = () => true): number[] {
  return Array.from({ length: count }, (_, i) => Date.UTC(2021, 0, 4 + i)).filter((day) =>
    keep(new Date(day).getUTCDay()),
  );
}
const isWeekday = (weekday: number): boolean => weekday > 0 && weekday < 6;
const name = (times: readonly number[], offset = 0): number[] => [
  ...nameLocalDays(Float64Array.from(times), new Float64Array(times.length).fill(offset)),
];

describe('nameLocalDays', () => {
  it.each([
    'Asia/Tokyo',
    'Europe/Berlin',
    'Europe/London',
    'Europe/Warsaw',
    'Australia/Sydney',
    'Pacific/Auckland',
    'Asia/Kolkata',
    'Asia/Hong_Kong',
  ])('takes midnights of %s for the days that they begin, all year round', (zoneName) => {
    const zone = createZone(zoneName);
    const expected = days(365, isWeekday);
    expect(name(expected.map((day) => zone.toUtc(day)))).toEqual(expected);
    expect(name(expected.slice(0, 5).map((day) => zone.toUtc(day)))).toEqual(expected.slice(0, 5));
  });

  it.each([
    ['the opening', 'America/New_York', 9.5],
    ['the close', 'America/New_York', 16],
    ['midnights', 'America/New_York', 0],
    ['the opening', 'Europe/Berlin', 9],
    ['the opening', 'Asia/Tokyo', 9],
    ['the close', 'Europe/London', 16.5],
  ])('leaves %s in %s on its day', (_, zoneName, hour) => {
    const zone = createZone(zoneName);
    const expected = days(365, isWeekday);
    expect(name(expected.map((day) => zone.toUtc(day + hour * HOUR)))).toEqual(expected);
  });

  it.each([0, 15, 16, 23])('leaves markets alone that trade on all days, at %i:00', (hour) => {
    const all = days(30);
    expect(name(all.map((day) => day + hour * HOUR))).toEqual(all);
  });

  it('leaves times alone that are no instants, or no whole quarters of an hour', () => {
    const expected = days(28, isWeekday);
    const tokyo = expected.map((day) => day - 9 * HOUR);
    const before = expected.map((day) => day - DAY);
    expect(name(tokyo, Number.NaN)).toEqual(before);
    expect(name(tokyo, 9 * HOUR)).toEqual(before);
    expect([...nameLocalDays(Float64Array.from(tokyo), null)]).toEqual(before);
    // The last bar of a running day is stamped with its last trade, at 15:35:07 UTC of that day.
    const berlin = [...expected.slice(0, -1).map((day) => day - HOUR), expected.at(-1)! + 15.5 * HOUR + 307_000];
    expect(name(berlin)).toEqual(expected);
  });

  it('leaves a day alone that a stray Sunday lies beside', () => {
    const opening = days(60, isWeekday).map((day) => day + 14.5 * HOUR);
    const stray = Date.UTC(2021, 0, 10, 14, 30);
    expect(name([...opening, stray])).toEqual([...opening, stray].map((time) => Math.floor(time / DAY) * DAY));
  });
});
