import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { sarFeature } from './sar.ts';

/** The stops themselves, from the distances. */
function stopsOf(high: number[], low: number[]): number[] {
  const params = { acceleration: 0.1, maxAcceleration: 0.2 };
  const { value } = columnsOf(sarFeature, { high, low, close: high }, params);
  return value!.map((distance, t) => high[t]! * (1 - distance));
}

it('follows a rise, turns where it is reached, and follows the fall', () => {
  const high = [10, 12, 14, 16, 15, 9];
  const low = [8, 10, 12, 14, 9, 5];
  const expected = [
    8, // rising: the low before
    8.4, // 8 + 0.1 * (12 - 8)
    9.52, // 8.4 + 0.2 * (14 - 8.4)
    16, // 9.52 + 0.2 * (16 - 9.52) = 10.816, reached by the low of 9: jumps to the highest price, 16
    16, // 16 + 0.1 * (9 - 16) = 15.3 would lie within the range of two bars before, whose high is 16
  ];
  const stops = stopsOf(high, low);
  expect(stops[0]).toBeNaN();
  expected.forEach((stop, i) => {
    expect(stops[i + 1], `bar ${i + 1}`).toBeCloseTo(stop, 12);
  });
});

it('is falling from the beginning where the second bar moves down', () => {
  expect(stopsOf([10, 9], [8, 6])[1]).toBeCloseTo(10, 12);
});
