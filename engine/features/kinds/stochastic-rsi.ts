import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { RollingRange } from '../streams/rolling-range.ts';
import { createSma } from '../streams/sma.ts';
import { placeInRange } from '../measures/place-in-range.ts';
import { createRsi } from '../measures/rsi-of-numbers.ts';

/** Points of RSI below which a range is what rounding leaves of a price that stands still. */
const STILL_RANGE = 1e-9;

/**
 * Stochastic RSI (Chande and Kroll 1994; TA-Lib STOCHRSI with a simple average): where RSI(rsiBars) stands in its own
 * range of the last bars (k), and that averaged over signalBars (d). k is 0 where the RSI stands still, as in TA-Lib.
 * Unit: 0 to 100. Warm-up: that of the RSI, and the windows.
 */
export const stochasticRsiFeature: FeatureKind = {
  kind: 'stochastic-rsi',
  group: 'momentum',
  parameters: { rsiBars: bars(14), bars: bars(14, 2), signalBars: bars(3) },
  columns: ['k', 'd'],
  needs: 'close',
  warmupBars: (params) => {
    const rsiBars = param(params, 'rsiBars');
    return rsiBars + forgettingBars(1 / rsiBars) + param(params, 'bars') + param(params, 'signalBars') - 2;
  },
  open: (params) => {
    const rsi = createRsi(param(params, 'rsiBars'));
    const range = new RollingRange(param(params, 'bars'));
    const signal = createSma(param(params, 'signalBars'));
    return ({ close }, out) => {
      const value = rsi.push(close);
      range.push(value, value);
      const { highest: top, lowest: bottom } = range;
      const k = top - bottom < STILL_RANGE ? 0 : placeInRange(value, bottom, top);
      out[0] = k;
      out[1] = signal.push(k);
    };
  },
};
