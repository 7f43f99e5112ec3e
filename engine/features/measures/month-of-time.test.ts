import { expect, it } from 'vitest';
import { MonthOfTime } from './month-of-time.ts';

it('is the month of the calendar, whichever was asked for before', () => {
  const month = new MonthOfTime();
  const describe = (time: number): number[] => {
    month.moveTo(time);
    return [month.month, month.length, month.dayOf(time)];
  };
  expect(describe(Date.UTC(2024, 1, 29, 23, 59, 59, 999))).toEqual([1, 29, 28]);
  expect(describe(Date.UTC(2024, 2, 1))).toEqual([2, 31, 0]);
  expect(describe(Date.UTC(2024, 1, 1))).toEqual([1, 29, 0]);
  expect(describe(Date.UTC(1999, 11, 31))).toEqual([11, 31, 30]);
  expect(describe(Date.UTC(1969, 11, 31, 12))).toEqual([11, 31, 30]);
  // Each day of three years, by the calendar of Date.
  for (let time = Date.UTC(2023, 0, 1, 15); time < Date.UTC(2026, 0, 1); time += 86_400_000) {
    const date = new Date(time);
    const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    expect(describe(time)).toEqual([date.getUTCMonth(), days, date.getUTCDate() - 1]);
  }
});
