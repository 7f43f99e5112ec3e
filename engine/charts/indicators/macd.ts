import { createEma } from '../../features/streams/ema.ts';
import { param, type Indicator } from './indicator.ts';

/**
 * Moving average convergence/divergence (Appel 1979): line = EMA(fastBars) - EMA(slowBars) of the close, signal =
 * EMA(signalBars) of the line, histogram = line - signal. As in TA-Lib's MACD both averages of the close are seeded at
 * the bar at which the longer one has its first value. Unit: price.
 */
export const macd: Indicator = {
  columns: ['line', 'signal', 'histogram'],
  compute({ close }, params) {
    const fastBars = param(params, 'fastBars');
    const slowBars = param(params, 'slowBars');
    const fast = createEma(fastBars);
    const slow = createEma(slowBars);
    const average = createEma(param(params, 'signalBars'));
    const longest = Math.max(fastBars, slowBars);
    const line = close.map((price, t) => {
      const fastAverage = t < longest - fastBars ? NaN : fast.push(price);
      const slowAverage = t < longest - slowBars ? NaN : slow.push(price);
      return fastAverage - slowAverage;
    });
    const signal = line.map((value) => average.push(value));
    return [line, signal, line.map((value, t) => value - signal[t]!)];
  },
};
