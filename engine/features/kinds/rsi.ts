import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createWilder } from '../streams/ema.ts';

/**
 * Relative strength index (Wilder 1978), seeded as TA-Lib does: the first averages are the plain means of
 * the first `bars` gains and losses, then avg[t] = (avg[t-1] * (bars - 1) + x[t]) / bars.
 * 100 * gain / (gain + loss); 0 where nothing has moved, as in TA-Lib (50 would be as good, but one convention has to
 * be kept). Unit: 0 to 100. Warm-up: the seed, and until Wilder's average has forgotten it.
 */
export const rsiFeature: FeatureKind = {
  kind: 'rsi',
  group: 'momentum',
  parameters: { bars: bars(14) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') + forgettingBars(1 / param(params, 'bars')),
  open: (params) => {
    const gains = createWilder(param(params, 'bars'));
    const losses = createWilder(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which the averages pass over.
      const change = close - before;
      const gain = gains.push(Math.max(change, 0));
      const loss = losses.push(Math.max(-change, 0));
      out[0] = gain + loss === 0 ? 0 : 100 * (gain / (gain + loss));
      before = close;
    };
  },
};
