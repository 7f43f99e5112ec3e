import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createRsi } from '../measures/rsi-of-numbers.ts';

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
    const rsi = createRsi(param(params, 'bars'));
    return ({ close }, out) => {
      out[0] = rsi.push(close);
    };
  },
};
