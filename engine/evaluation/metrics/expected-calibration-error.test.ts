import { expect, it } from 'vitest';
import { expectedCalibrationError, reliabilityBins } from './expected-calibration-error.ts';

it('sorts into ten bins, leaves empty ones out, and puts 1 into the last', () => {
  const bins = reliabilityBins(Float64Array.of(0, 0.05, 0.5, 0.55, 0.99, 1), Uint8Array.of(0, 1, 0, 1, 1, 1));
  expect(bins.map((b) => [b.from, b.to, b.count, b.observedFrequency])).toEqual([
    [0, 0.1, 2, 0.5],
    [0.5, 0.6, 2, 0.5],
    [0.9, 1, 2, 1],
  ]);
  expect(bins.map((b) => b.meanProbability)).toEqual([0.025, 0.525, 0.995]);
  // (2/6)·|0.025 - 0.5| + (2/6)·|0.525 - 0.5| + (2/6)·|0.995 - 1| = (0.475 + 0.025 + 0.005) / 3
  expect(expectedCalibrationError(bins)).toBeCloseTo(0.505 / 3, 14);
});

it('is 0 when each probability comes true as often as it says', () => {
  const bins = reliabilityBins(Float64Array.of(0.25, 0.25, 0.25, 0.25), Uint8Array.of(1, 0, 0, 0));
  expect(expectedCalibrationError(bins)).toBe(0);
});
