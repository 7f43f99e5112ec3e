import { describe, expect, it } from 'vitest';
import { findStampConvention } from './find-stamp-convention.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const MONDAY = Date.UTC(2019, 1, 11);

/** Stamps from `first` to `last` (HH:MM) every `minutes` on five days. */
function session(first: string, last: string, minutes: number): number[] {
  const [from, to] = [first, last].map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));
  const stamps: number[] = [];
  for (let day = 0; day < 5; day++) {
    for (let at = from!; at <= to!; at += minutes) stamps.push(MONDAY + day * DAY + at * MINUTE);
  }
  return stamps;
}

describe('findStampConvention', () => {
  it.each([
    ['09:31', '16:00', 1, 'close'],
    ['09:30', '15:59', 1, 'open'],
    ['09:35', '16:00', 5, 'close'],
    ['09:30', '15:55', 5, 'open'],
    ['09:45', '16:00', 15, 'close'],
    ['09:30', '15:45', 15, 'open'],
    // Both ends of half hours and hours lie on half hours: not to be told.
    ['10:00', '16:00', 30, 'open'],
    ['10:30', '16:30', 60, 'open'],
    // The closing auction as a bar of its own, and a session that begins late.
    ['09:30', '16:00', 1, 'open'],
    ['09:33', '16:00', 1, 'open'],
    ['00:00', '23:59', 1, 'open'],
    ['00:01', '23:30', 1, 'open'],
  ])('first %s, last %s, every %i minutes: %s', (first, last, minutes, expected) => {
    const stamps = session(first, last, minutes);
    expect(findStampConvention(Float64Array.from(stamps), minutes * MINUTE)).toBe(expected);
    expect(findStampConvention(Float64Array.from(stamps.toReversed()), minutes * MINUTE)).toBe(expected);
  });

  it('puts a day together whose rows are apart in the file', () => {
    const stamps = session('09:31', '16:00', 1);
    const isMorning = (stamp: number): boolean => stamp % DAY < 12 * 60 * MINUTE;
    const mornings = stamps.filter(isMorning);
    const afternoons = stamps.filter((stamp) => !isMorning(stamp));
    expect(findStampConvention(Float64Array.from([...mornings, ...afternoons]), MINUTE)).toBe('close');
    expect(findStampConvention(Float64Array.from([...afternoons, ...mornings]), MINUTE)).toBe('close');
  });

  it('goes by most days, not by all, and not by the order of rows', () => {
    const stamps = session('09:31', '16:00', 1).filter(
      (stamp) => stamp !== MONDAY + 571 * MINUTE && !(stamp > MONDAY + 4 * DAY + 780 * MINUTE),
    );
    expect(findStampConvention(Float64Array.from(stamps), MINUTE)).toBe('close');
    const mixed = stamps.map((_, i) => stamps[(i * 7) % stamps.length]!);
    expect(new Set(mixed).size).toBe(stamps.length);
    expect(findStampConvention(Float64Array.from(mixed), MINUTE)).toBe('close');
  });
});
