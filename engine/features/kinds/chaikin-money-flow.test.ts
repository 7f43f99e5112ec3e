import { expect, it } from 'vitest';
import { chaikinMoneyFlowFeature } from './chaikin-money-flow.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is the place of the closes weighted by volume, 0 without volume', () => {
  const bars = { high: [12, 12, 12, 12], low: [8, 8, 8, 8], close: [12, 8, 12, 10], volume: [3, 1, 0, 0] };
  expect(columnsOf(chaikinMoneyFlowFeature, bars, { bars: 2 })).toEqual({ value: [NaN, 0.5, -1, 0] });
});
