import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { midnightOf } from './calendar-day.ts';

describe('midnightOf', () => {
  it('is that of Date for every day of the years 1800 to 2200', () => {
    const first = Date.UTC(1800, 0, 1) / 86_400_000;
    const last = Date.UTC(2200, 11, 31) / 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        const date = new Date(day * 86_400_000);
        expect(midnightOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day * 86_400_000);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    [1900, 2, 29],
    [2019, 2, 29],
    [2000, 2, 30],
    [2020, 4, 31],
    [2020, 0, 1],
    [2020, 13, 1],
    [2020, 1, 0],
    [2020, 1, 32],
    [1799, 12, 31],
    [2201, 1, 1],
    [2020, Number.NaN, 1],
    [2020, 1, Number.NaN],
  ])('gives NaN for %i-%i-%i', (year, month, day) => {
    expect(midnightOf(year, month, day)).toBeNaN();
  });

  it.each([
    [2000, 2, 29],
    [2020, 2, 29],
    [1800, 1, 1],
    [2200, 12, 31],
  ])('knows %i-%i-%i', (year, month, day) => {
    expect(midnightOf(year, month, day)).toBe(Date.UTC(year, month - 1, day));
  });
});
