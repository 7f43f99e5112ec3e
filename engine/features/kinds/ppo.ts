import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetCascade } from '../measures/forget-cascade.ts';

/**
 * Percentage price oscillator (Appel; TA-Lib PPO with exponential averages): line = 100 * (EMA(fastBars) /
 * EMA(slowBars) - 1) of the close, signal = EMA(signalBars) of the line, histogram = line - signal.
 * Each average is seeded with the first closes, as in TA-Lib's PPO and unlike its MACD. With fastBars > slowBars the sign
 * changes; TA-Lib would swap the two.
 * Unit: percent. Warm-up: the seeds, and until the longer average and the signal have forgotten them.
 */
export const ppoFeature: FeatureKind = {
  kind: 'ppo',
  group: 'momentum',
  parameters: { fastBars: bars(12), slowBars: bars(26), signalBars: bars(9) },
  columns: ['line', 'signal', 'histogram'],
  needs: 'close',
  warmupBars: (params) => {
    const longest = Math.max(param(params, 'fastBars'), param(params, 'slowBars'));
    const signalBars = param(params, 'signalBars');
    return longest + signalBars - 2 + forgetCascade([2 / (longest + 1), 2 / (signalBars + 1)]);
  },
  open: (params) => {
    const fast = createEma(param(params, 'fastBars'));
    const slow = createEma(param(params, 'slowBars'));
    const signal = createEma(param(params, 'signalBars'));
    return ({ close }, out) => {
      const line = 100 * (fast.push(close) / slow.push(close) - 1);
      const signalLine = signal.push(line);
      out[0] = line;
      out[1] = signalLine;
      out[2] = line - signalLine;
    };
  },
};
