import { expect, it } from 'vitest';
import { extremeReturnsFeature } from './extreme-returns.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is the largest and the smallest log return of the window', () => {
  const close = [1, 4, 2, 4, 4];
  expect(columnsOf(extremeReturnsFeature, { close }, { bars: 2 })).toEqual({
    max: [NaN, NaN, Math.log(4), Math.log(2), Math.log(2)],
    min: [NaN, NaN, Math.log(0.5), Math.log(0.5), 0],
  });
});
