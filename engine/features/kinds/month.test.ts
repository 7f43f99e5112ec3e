import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { monthFeature } from './month.ts';

it('is a point on a circle of twelve months that begins in January', () => {
  const time = [Date.UTC(2024, 0, 31), Date.UTC(2024, 3, 1), Date.UTC(1969, 6, 1), Date.UTC(2024, 11, 31, 23)];
  const twelfth = (months: number): number => (2 * Math.PI * months) / 12;
  expect(columnsOf(monthFeature, { close: [1, 1, 1, 1], time })).toEqual({
    sin: [0, 1, expect.closeTo(0, 12), expect.closeTo(Math.sin(twelfth(-1)), 12)],
    cos: [1, expect.closeTo(0, 12), -1, expect.closeTo(Math.cos(twelfth(-1)), 12)],
  });
});
