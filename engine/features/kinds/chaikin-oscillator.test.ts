import { expect, it } from 'vitest';
import { chaikinOscillatorFeature } from './chaikin-oscillator.ts';
import { columnsOf } from './feature-columns.test-data.ts';

it('is the difference of the averages of the line over the mean volume', () => {
  const bars = { high: [2, 2, 2, 2], low: [1, 1, 1, 1], close: [2, 2, 2, 2], volume: [4, 4, 4, 4] };
  // The line is 4, 8, 12, 16 and its EMA over 3 bars 4, 6, 9, 12.5; that over 1 bar is the line.
  expect(columnsOf(chaikinOscillatorFeature, bars, { fastBars: 1, slowBars: 3 })).toEqual({
    value: [NaN, NaN, 0.75, 0.875],
  });
  expect(columnsOf(chaikinOscillatorFeature, bars, { fastBars: 3, slowBars: 1 })).toEqual({
    value: [NaN, NaN, -0.75, -0.875],
  });
});

it('is 0 without volume', () => {
  const bars = { high: [2, 2], low: [1, 1], close: [2, 2], volume: [0, 0] };
  expect(columnsOf(chaikinOscillatorFeature, bars, { fastBars: 1, slowBars: 2 })).toEqual({ value: [NaN, 0] });
});
