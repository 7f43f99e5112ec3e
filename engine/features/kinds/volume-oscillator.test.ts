import { expect, it } from 'vitest';
import { columnsOf } from './feature-columns.test-data.ts';
import { volumeOscillatorFeature } from './volume-oscillator.ts';

it('is the short mean over the long one, less 1, and 0 without volume', () => {
  const bars = { close: [1, 1, 1, 1], volume: [2, 6, 0, 0] };
  expect(columnsOf(volumeOscillatorFeature, bars, { fastBars: 1, slowBars: 2 })).toEqual({ value: [NaN, 0.5, -1, 0] });
});
