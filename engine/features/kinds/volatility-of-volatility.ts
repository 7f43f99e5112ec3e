import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { createRootMeanSquare } from '../measures/root-mean-square.ts';
import { standsStill } from '../measures/stands-still.ts';

/**
 * How much the realised volatility over `volatilityBars` has varied over the last `bars`: its population deviation over
 * its mean. 0 where it stood still.
 * Unit: 1. Warm-up: `volatilityBars` + `bars` - 1.
 */
export const volatilityOfVolatilityFeature: FeatureKind = {
  kind: 'volatility-of-volatility',
  group: 'volatility',
  parameters: { volatilityBars: bars(20), bars: bars(20, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'volatilityBars') + param(params, 'bars') - 1,
  open: (params) => {
    const volatility = createRootMeanSquare(param(params, 'volatilityBars'));
    const volatilities = createWindow(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its window NaN.
      const now = volatility.push(Math.log(close / before));
      if (!Number.isNaN(now)) volatilities.push(now);
      before = close;
      if (!volatilities.isFull) {
        out[0] = NaN;
        return;
      }
      const mean = volatilities.mean();
      const deviation = Math.sqrt(volatilities.variance());
      out[0] = standsStill(deviation, mean) ? 0 : deviation / mean;
    };
  },
};
