import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { intradayReturnFeature } from './intraday-return.ts';

it('is ln(close / open)', () => {
  expect(columnsOf(intradayReturnFeature, { open: [2, 4, 4], close: [4, 2, 4] })).toEqual({
    value: [Math.log(2), Math.log(0.5), 0],
  });
});
