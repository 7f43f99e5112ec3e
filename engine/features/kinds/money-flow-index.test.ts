import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { moneyFlowIndexFeature } from './money-flow-index.ts';

it('is the share of the money at rising prices, 0 where none moved', () => {
  const typical = [10, 11, 10, 10, 10, 12];
  const bars = {
    high: typical.map((price) => price + 2),
    low: typical.map((price) => price - 3),
    close: typical.map((price) => price + 1),
    volume: [1, 2, 1, 5, 5, 1],
  };
  // Rises 22 and falls 10; then falls 10 alone; then nothing; then the rise of 12 alone.
  expect(columnsOf(moneyFlowIndexFeature, bars, { bars: 2 })).toEqual({ value: [NaN, NaN, 68.75, 0, 0, 100] });
});

it('takes a typical price that only rounding moves for unmoved, whatever factor is on the prices', () => {
  // 0.1 + 0.2 + 0.3 is more than 0.3 + 0.2 + 0.1, by rounding.
  const bars = { high: [0.3, 0.1], low: [0.2, 0.2], close: [0.1, 0.3], volume: [1, 1] };
  expect(columnsOf(moneyFlowIndexFeature, bars, { bars: 1 })).toEqual({ value: [NaN, 0] });
});
