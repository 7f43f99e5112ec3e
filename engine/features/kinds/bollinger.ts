import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { placeInBand } from '../measures/place-in-band.ts';

/**
 * Bollinger bands (Bollinger 1983; TA-Lib BBANDS): the simple average of the last closes, `deviations` of their
 * standard deviations (divided by `bars`) to either side. Position of the close between them (%b) and their width over
 * the average (bandwidth). Position 0.5 where they have no width.
 * Unit: position 1 (0 at the lower band, 1 at the upper one), width 1. Warm-up: `bars` - 1.
 */
export const bollingerFeature: FeatureKind = {
  kind: 'bollinger',
  group: 'volatility',
  parameters: { bars: bars(20, 2), deviations: { default: 2, min: 0.1, max: 10, integer: false } },
  columns: ['position', 'width'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const closes = createWindow(param(params, 'bars'));
    const deviations = param(params, 'deviations');
    return ({ close }, out) => {
      closes.push(close);
      const middle = closes.isFull ? closes.mean() : NaN;
      const reach = deviations * Math.sqrt(closes.variance());
      placeInBand(close, middle - reach, middle, middle + reach, out);
    };
  },
};
