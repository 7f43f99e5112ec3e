import { expect, it } from 'vitest';
import { atrFeature } from './atr.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it("is Wilder's average of the true ranges over the close", () => {
  const bars = { high: [11, 13, 12, 10], low: [9, 11, 8, 8], close: [10, 12, 8, 10] };
  // True ranges 3 (from the close before), 4 and 2: average 3.5, then 2.75.
  expect(columnsOf(atrFeature, bars, { bars: 2 })).toEqual({ value: [NaN, NaN, 0.4375, 0.275] });
});
