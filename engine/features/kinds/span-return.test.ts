import { expect, it } from 'vitest';
import { valuesOf } from './feature-columns.test-data.ts';
import { spanReturnFeature } from './span-return.ts';

it.each([
  { bars: 1, expected: [NaN, Math.log(2), Math.log(0.5), Math.log(4), 0] },
  { bars: 3, expected: [NaN, NaN, NaN, Math.log(4), Math.log(2)] },
  { bars: 5, expected: [NaN, NaN, NaN, NaN, NaN] },
])('over $bars bars it is ln(close / close so many bars before)', ({ bars, expected }) => {
  expect(valuesOf(spanReturnFeature, [10, 20, 10, 40, 40], { bars })).toEqual(expected);
});
