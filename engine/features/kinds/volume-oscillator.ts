import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Volume oscillator: a short simple moving average of the volume over a long one, SMA(fastBars) / SMA(slowBars) - 1
 * (TA-Lib SMA). 0 where the long one is 0.
 * Unit: 1, from -1. Warm-up: the longer of both - 1.
 */
export const volumeOscillatorFeature: FeatureKind = {
  kind: 'volume-oscillator',
  group: 'volume',
  parameters: { fastBars: bars(5), slowBars: bars(20) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => Math.max(param(params, 'fastBars'), param(params, 'slowBars')) - 1,
  open: (params) => {
    const fast = createSma(param(params, 'fastBars'));
    const slow = createSma(param(params, 'slowBars'));
    return ({ volume }, out) => {
      const short = fast.push(volume);
      const long = slow.push(volume);
      if (Number.isNaN(short + long)) out[0] = NaN;
      else out[0] = long === 0 ? 0 : short / long - 1;
    };
  },
};
