import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Awesome oscillator (Williams 1995; TA-Lib AO): SMA(fastBars) - SMA(slowBars) of the middle price (high + low) / 2,
 * here over the close, so that it means the same at a price of 1 and of 1000.
 * Unit: 1. Warm-up: the longer of both - 1.
 */
export const awesomeOscillatorFeature: FeatureKind = {
  kind: 'awesome-oscillator',
  group: 'momentum',
  parameters: { fastBars: bars(5), slowBars: bars(34) },
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: (params) => Math.max(param(params, 'fastBars'), param(params, 'slowBars')) - 1,
  open: (params) => {
    const fast = createSma(param(params, 'fastBars'));
    const slow = createSma(param(params, 'slowBars'));
    return ({ high, low, close }, out) => {
      const middle = (high + low) / 2;
      out[0] = (fast.push(middle) - slow.push(middle)) / close;
    };
  },
};
