import { expect, it } from 'vitest';
import { barsPerYear } from './bars-per-year.ts';

const DAY_MS = 86_400_000;

/** Days from 1 January 2024, a Monday, on those weekdays (0 is Monday). */
function days(...weekdays: number[]): Float64Array {
  const monday = Date.UTC(2024, 0, 1);
  const all = Float64Array.from({ length: 700 }, (_, day) => monday + day * DAY_MS);
  return all.filter((_, day) => weekdays.includes(day % 7));
}

it('a market that never closes has 365 daily bars in a year, an exchange 252, one that opens on Sunday too', () => {
  expect(barsPerYear(days(0, 1, 2, 3, 4), '1d')).toBe(252);
  expect(barsPerYear(days(0, 1, 2, 3, 4, 6), '1d')).toBe(252);
  expect(barsPerYear(days(0, 1, 2, 3, 4, 5, 6), '1d')).toBe(365);
  expect(barsPerYear(new Float64Array(0), '1d')).toBe(252);
  // Before the epoch a remainder is negative.
  expect(
    barsPerYear(
      days(0, 1, 2, 3, 4, 5, 6).map((time) => time - 100 * 364 * DAY_MS),
      '1d',
    ),
  ).toBe(365);
});

it('weeks and months are of the calendar, shorter bars are counted', () => {
  expect(barsPerYear([0, 7 * DAY_MS], '1w')).toBe(52);
  expect(barsPerYear([0, 31 * DAY_MS], '1mo')).toBe(12);
  const hours = Float64Array.from({ length: 24 * 10 + 1 }, (_, hour) => (hour * DAY_MS) / 24);
  expect(barsPerYear(hours, '1h')).toBeCloseTo(24 * 365.25, 8);
});
