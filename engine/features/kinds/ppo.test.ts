import { expect, it } from 'vitest';
import { columnsOf, valuesOf } from './feature-columns.test-data.ts';
import { ppoFeature } from './ppo.ts';

it('follows the formula by hand: EMA 2 over EMA 3 on 3, 6, 9, 3', () => {
  // EMA 2: - 4.5 7.5 4.5; EMA 3: - - 6 4.5; line 25 and 0; signal over 2 bars their mean.
  const columns = columnsOf(ppoFeature, { close: [3, 6, 9, 3] }, { fastBars: 2, slowBars: 3, signalBars: 2 });
  expect(columns).toEqual({
    line: [NaN, NaN, 25, 0],
    signal: [NaN, NaN, NaN, 12.5],
    histogram: [NaN, NaN, NaN, -12.5],
  });
});

it('changes its sign where the lengths are given the other way round', () => {
  const close = [10, 12, 9, 14, 13, 15, 11];
  const usual = valuesOf(ppoFeature, close, { fastBars: 2, slowBars: 4 });
  const swapped = valuesOf(ppoFeature, close, { fastBars: 4, slowBars: 2 });
  for (let t = 3; t < close.length; t++) expect((1 + usual[t]! / 100) * (1 + swapped[t]! / 100)).toBeCloseTo(1, 12);
});
