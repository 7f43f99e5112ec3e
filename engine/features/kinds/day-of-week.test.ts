import { expect, it } from 'vitest';
import { dayOfWeekFeature } from './day-of-week.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is a point on a circle of seven days that begins on Monday, in UTC', () => {
  // 2024-01-01 was a Monday; 23:59 on Thursday is still Thursday; Sunday lies one step before Monday.
  const time = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 4, 23, 59), Date.UTC(2024, 0, 7)];
  const angles = [0, (2 * Math.PI * 3) / 7, (2 * Math.PI * -1) / 7];
  expect(columnsOf(dayOfWeekFeature, { close: [1, 1, 1], time })).toEqual({
    sin: angles.map((angle): unknown => expect.closeTo(Math.sin(angle), 12)),
    cos: angles.map((angle): unknown => expect.closeTo(Math.cos(angle), 12)),
  });
});
