import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { gapFeature } from './gap.ts';

it('is ln(open / close before)', () => {
  const bars = { open: [1, 4, 4], close: [2, 8, 8] };
  expect(columnsOf(gapFeature, bars)).toEqual({ value: [NaN, Math.log(2), Math.log(0.5)] });
});
