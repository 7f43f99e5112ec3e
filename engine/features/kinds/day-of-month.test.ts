import { expect, it } from 'vitest';
import { dayOfMonthFeature } from './day-of-month.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is a point on a circle of as many days as the month has', () => {
  const time = [Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 29), Date.UTC(2023, 1, 28), Date.UTC(2023, 11, 31, 23, 59)];
  const angles = [0, 28 / 29, 27 / 28, 30 / 31].map((share) => 2 * Math.PI * share);
  expect(columnsOf(dayOfMonthFeature, { close: [1, 1, 1, 1], time })).toEqual({
    sin: angles.map((angle): unknown => expect.closeTo(Math.sin(angle), 12)),
    cos: angles.map((angle): unknown => expect.closeTo(Math.cos(angle), 12)),
  });
});
