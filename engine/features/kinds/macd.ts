import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';

/**
 * Moving average convergence/divergence (Appel 1979): line = EMA(fastBars) - EMA(slowBars) of the close, signal =
 * EMA(signalBars) of the line, histogram = line - signal; here each as a fraction of the close, so that it means the
 * same at a price of 1 and of 1000.
 * As in TA-Lib's MACD both averages of the close are seeded at the same bar, that at which the longer one has its
 * first value. With fastBars > slowBars the sign changes; TA-Lib would swap the two.
 * Unit: 1. Warm-up: the seed, and until the longer average has forgotten it; for signal and histogram also that of the
 * signal.
 */
export const macdFeature: FeatureKind = {
  kind: 'macd',
  group: 'momentum',
  parameters: { fastBars: bars(12), slowBars: bars(26), signalBars: bars(9) },
  columns: ['line', 'signal', 'histogram'],
  needs: 'close',
  warmupBars: (params, columns) => {
    const longest = Math.max(param(params, 'fastBars'), param(params, 'slowBars'));
    const line = longest + forgettingBars(2 / (longest + 1));
    if (columns.every((column) => column === 'line')) return line;
    const signal = param(params, 'signalBars');
    return line + signal + forgettingBars(2 / (signal + 1));
  },
  open: (params) => {
    const fastBars = param(params, 'fastBars');
    const slowBars = param(params, 'slowBars');
    const fast = createEma(fastBars);
    const slow = createEma(slowBars);
    const signal = createEma(param(params, 'signalBars'));
    let fastWaits = Math.max(0, slowBars - fastBars);
    let slowWaits = Math.max(0, fastBars - slowBars);
    return ({ close }, out) => {
      const fastAverage = fastWaits > 0 ? NaN : fast.push(close);
      const slowAverage = slowWaits > 0 ? NaN : slow.push(close);
      if (fastWaits > 0) fastWaits--;
      if (slowWaits > 0) slowWaits--;
      const line = fastAverage - slowAverage;
      const signalLine = signal.push(line);
      out[0] = line / close;
      out[1] = signalLine / close;
      out[2] = (line - signalLine) / close;
    };
  },
};
