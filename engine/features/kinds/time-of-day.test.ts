import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { timeOfDayFeature } from './time-of-day.ts';

it('is a point on a circle of 24 hours that begins at midnight UTC', () => {
  const time = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1, 6), Date.UTC(2024, 0, 1, 12), Date.UTC(1969, 11, 31, 18)];
  expect(columnsOf(timeOfDayFeature, { close: [1, 1, 1, 1], time })).toEqual({
    sin: [0, 1, expect.closeTo(0, 12), -1],
    cos: [1, expect.closeTo(0, 12), -1, expect.closeTo(0, 12)],
  });
});
