import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { measureCloseLocation } from '../measures/close-location.ts';

/**
 * Chaikin oscillator (TA-Lib ADOSC): EMA(fastBars) - EMA(slowBars) of the accumulation/distribution line, both seeded
 * with its first value, divided by the exponential mean of the volume over the longer of both, whose weights are the
 * same: so the value cannot run away where volume dries up. 0 without volume.
 * Kept are the distances of the averages from the line, which do not depend on its level: the line grows with the
 * history, and the difference of two large numbers would lose digits.
 * Unit: mean volumes, at most about the longer length. Warm-up: the seed of the mean volume, and until the longer
 * average has forgotten its own.
 */
export const chaikinOscillatorFeature: FeatureKind = {
  kind: 'chaikin-oscillator',
  group: 'volume',
  parameters: { fastBars: bars(3), slowBars: bars(10) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => {
    const longest = Math.max(param(params, 'fastBars'), param(params, 'slowBars'));
    return longest - 1 + forgettingBars(2 / (longest + 1));
  },
  open: (params) => {
    const fastBars = param(params, 'fastBars');
    const slowBars = param(params, 'slowBars');
    const fastKept = 1 - 2 / (fastBars + 1);
    const slowKept = 1 - 2 / (slowBars + 1);
    const meanVolume = createEma(Math.max(fastBars, slowBars));
    let fastLag = NaN;
    let slowLag = NaN;
    return ({ high, low, close, volume }, out) => {
      const step = measureCloseLocation(high, low, close) * volume;
      // The averages are seeded at the first bar: they stand on the line.
      fastLag = Number.isNaN(fastLag) ? 0 : fastKept * (fastLag - step);
      slowLag = Number.isNaN(slowLag) ? 0 : slowKept * (slowLag - step);
      const mean = meanVolume.push(volume);
      out[0] = mean === 0 ? 0 : (fastLag - slowLag) / mean;
    };
  },
};
