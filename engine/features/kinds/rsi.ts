import { forgettingBars, param, type FeatureKind } from '../feature-kind.ts';

/**
 * Relative strength index (Wilder 1978), seeded as TA-Lib does: the first averages are the plain means of
 * the first `bars` gains and losses, then avg[t] = (avg[t-1] * (bars - 1) + x[t]) / bars.
 * Unit: 0 to 100. Warm-up: the seed, and until Wilder's average has forgotten it.
 */
export const rsiFeature: FeatureKind = {
  kind: 'rsi',
  defaults: { bars: 14 },
  isAvailable: () => true,
  warmupBars: (params) => param(params, 'bars') + forgettingBars(1 / param(params, 'bars')),
  compute: ({ bars }, params) => computeRsi(bars.close, param(params, 'bars')),
};

/** RSI of a price column; NaN before index `period`. */
export function computeRsi(close: Float64Array, period: number): Float64Array {
  const result = new Float64Array(close.length).fill(NaN);
  let gain = 0;
  let loss = 0;
  for (let t = 1; t < close.length; t++) {
    const change = close[t]! - close[t - 1]!;
    const up = Math.max(change, 0);
    const down = Math.max(-change, 0);
    if (t <= period) {
      gain += up / period;
      loss += down / period;
    } else {
      gain = (gain * (period - 1) + up) / period;
      loss = (loss * (period - 1) + down) / period;
    }
    // TA-Lib gives 0 where nothing has moved; 50 would be as good, but one convention has to be kept.
    if (t >= period) result[t] = gain + loss === 0 ? 0 : 100 * (gain / (gain + loss));
  }
  return result;
}
