import { expect, it } from 'vitest';
import { longestDrawdown } from './longest-drawdown.ts';

const days = (...numbers: number[]): Float64Array => Float64Array.from(numbers, (day) => day * 86_400_000);

it.each([
  ['from a peak until the equity is back', days(0, 1, 2, 3, 4, 5), [100, 120, 90, 130, 125, 131], 2],
  ['counts the days of the calendar', days(0, 3, 4, 10), [110, 100, 105, 111], 10],
  ['lasts to the end where it is not back', days(0, 1, 5, 9), [100, 90, 95, 99], 9],
  ['begins at the first bar where the first bar lost', days(0, 1, 2), [90, 95, 101], 2],
  ['is over where the peak is reached again', days(0, 1, 2, 3), [110, 90, 110, 110], 2],
  ['is none where nothing falls', days(0, 1, 2), [100, 101, 101], 0],
])('%s', (_, time, equity, expected) => {
  expect(longestDrawdown(100, time, Float64Array.from(equity))).toBe(expected);
});
