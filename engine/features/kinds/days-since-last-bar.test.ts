import { expect, it } from 'vitest';
import { daysSinceLastBarFeature } from './days-since-last-bar.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is ln(1 + days), with one day for the first bar', () => {
  // Thursday, Friday, Monday, and an hour later.
  const time = [Date.UTC(2024, 0, 4), Date.UTC(2024, 0, 5), Date.UTC(2024, 0, 8), Date.UTC(2024, 0, 8, 1)];
  expect(columnsOf(daysSinceLastBarFeature, { close: [1, 1, 1, 1], time })).toEqual({
    value: [2, 2, 4, 25 / 24].map((factor): unknown => expect.closeTo(Math.log(factor), 12)),
  });
});
