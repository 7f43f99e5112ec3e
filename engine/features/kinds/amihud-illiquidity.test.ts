import { expect, it } from 'vitest';
import { amihudIlliquidityFeature } from './amihud-illiquidity.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is the mean impact of the last bars over that of many, less 1', () => {
  // Each close is e times the one before, at volumes that make the impacts 1 and 3: the last over their mean is 3 / 2.
  const close = [1, Math.E, Math.E ** 2];
  const volume = [7, 1 / close[1]!, 1 / (3 * close[2]!)];
  expect(columnsOf(amihudIlliquidityFeature, { close, volume }, { bars: 1, longBars: 2 })).toEqual({
    value: [NaN, NaN, expect.closeTo(0.5, 12)],
  });
});

it('leaves bars without volume out, and is 0 where none has any or nothing moved', () => {
  const bars = { close: [1, 2, 4, 4, 4], volume: [1, 0, 1, 0, 1] };
  // At 2 the impact of the one bar that has volume is the mean of both spans. At 3 the last bar has none, at 4 no bar
  // that has volume moved.
  expect(columnsOf(amihudIlliquidityFeature, bars, { bars: 1, longBars: 2 })).toEqual({ value: [NaN, NaN, 0, 0, 0] });
  expect(
    columnsOf(amihudIlliquidityFeature, { close: [1, 2, 4, 4], volume: [1, 0, 1, 1] }, { bars: 1, longBars: 3 }),
  ).toEqual({
    value: [NaN, NaN, NaN, -1],
  });
});
