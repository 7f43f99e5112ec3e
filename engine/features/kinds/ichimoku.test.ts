import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { ichimokuFeature } from './ichimoku.ts';

it('follows its definition by hand, with the cloud as it was kijunBars before', () => {
  const high = [12, 14, 16, 18, 16, 14];
  const low = [8, 10, 12, 14, 12, 10];
  const close = [10, 12, 14, 16, 14, 10];
  // Middles of ranges of 1 bar: 10 12 14 16 14 12; of 2: - 11 13 15 15 13; of 3: - - 12 14 15 14.
  // Edges: mean of the first two - 11.5 13.5 15.5 14.5 12.5, and the third; drawn 2 bars later.
  const columns = columnsOf(ichimokuFeature, { high, low, close }, { tenkanBars: 1, kijunBars: 2, spanBars: 3 });
  expect(columns).toEqual({
    tenkan: [0, 0, 0, 0, 0, -0.2],
    kijun: [NaN, 1 / 12, 1 / 14, 1 / 16, -1 / 14, -0.3],
    'cloud-top': [NaN, NaN, NaN, NaN, (14 - 13.5) / 14, (10 - 15.5) / 10],
    'cloud-bottom': [NaN, NaN, NaN, NaN, (14 - 12) / 14, (10 - 14) / 10],
  });
});

it('has its first whole row where the warm-up ends', () => {
  const { 'cloud-top': top } = columnsOf(ichimokuFeature, { close: Array.from({ length: 80 }, (_, t) => 100 + t) });
  const warmup = ichimokuFeature.warmupBars({ tenkanBars: 9, kijunBars: 26, spanBars: 52 }, ichimokuFeature.columns);
  expect(top!.findIndex((value) => !Number.isNaN(value))).toBe(warmup);
});
