import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';
import { createSma } from '../streams/sma.ts';
import { placeInRange } from '../measures/place-in-range.ts';

/**
 * Slow stochastic (Lane 1984; TA-Lib STOCH with simple averages): where the close stands between the lowest low and
 * the highest high of the last bars, averaged over smoothBars (k), and that averaged over signalBars (d). A bar without
 * such a range counts as 0, as in TA-Lib.
 * Unit: 0 to 100. Warm-up: `bars` + smoothBars + signalBars - 3.
 */
export const stochasticFeature: FeatureKind = {
  kind: 'stochastic',
  group: 'momentum',
  parameters: { bars: bars(14, 2), smoothBars: bars(3), signalBars: bars(3) },
  columns: ['k', 'd'],
  needs: 'ohlc',
  warmupBars: (params) => param(params, 'bars') + param(params, 'smoothBars') + param(params, 'signalBars') - 3,
  open: (params) => {
    const range = new RollingRange(param(params, 'bars'));
    const smooth = createSma(param(params, 'smoothBars'));
    const signal = createSma(param(params, 'signalBars'));
    return ({ high, low, close }, out) => {
      range.push(high, low);
      const k = smooth.push(placeInRange(close, range.lowest, range.highest));
      out[0] = k;
      out[1] = signal.push(k);
    };
  },
};
