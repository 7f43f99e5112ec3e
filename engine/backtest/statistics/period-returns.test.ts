import { expect, it } from 'vitest';
import { measureReturns, periodEnds, periodsPerYear } from './period-returns.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

it('measures from bar to bar, the first on the initial capital', () => {
  const ends = periodEnds(Float64Array.of(0, dayMs, 2 * dayMs), '1d');
  // 100 → 110 → 99 → 99
  const returns = measureReturns(Float64Array.of(110, 99, 99), ends, 100);
  expect(Array.from(returns)).toEqual([expect.closeTo(0.1, 14), expect.closeTo(-0.1, 14), 0]);
});

it('measures bars within a day from day to day', () => {
  const time = Float64Array.of(20 * hourMs, 23 * hourMs, 24 * hourMs, 30 * hourMs, 73 * hourMs);
  const ends = periodEnds(time, '1h');
  expect(Array.from(ends)).toEqual([1, 3, 4]);
  expect(Array.from(measureReturns(Float64Array.of(1, 100, 7, 150, 75), ends, 50))).toEqual([1, 0.5, -0.5]);
});

it('finds no return on nothing', () => {
  const ends = periodEnds(Float64Array.of(0, dayMs, 2 * dayMs), '1d');
  expect(Array.from(measureReturns(Float64Array.of(50, 0, 0), ends, 50))).toEqual([0, -1, 0]);
});

it('knows how many there are in a year: by the calendar, or as counted', () => {
  const days = Float64Array.from({ length: 366 }, (_, t) => t * dayMs);
  expect(periodsPerYear(days, periodEnds(days, '1d'), '1d')).toBe(365);
  const hours = Float64Array.from({ length: 24 * 366 }, (_, t) => t * hourMs);
  expect(periodsPerYear(hours, periodEnds(hours, '1h'), '1h')).toBeCloseTo(365.25, 6);
});
