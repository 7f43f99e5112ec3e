import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureCloseLocation } from '../measures/close-location.ts';
import { RunningSumSlope } from '../measures/running-sum-slope.ts';

/**
 * Slope of the accumulation/distribution line (Chaikin; TA-Lib AD, LINEARREG_SLOPE): the line adds at each bar the
 * volume times where the close stands in the range, -1 at the low to 1 at the high; its least-squares slope per bar
 * over the window is divided by the mean volume of the window. 0 without volume.
 * Unit: mean volumes per bar, about -1 to 1. Warm-up: `bars` - 1.
 */
export const accumulationDistributionSlopeFeature: FeatureKind = {
  kind: 'accumulation-distribution-slope',
  group: 'volume',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const steps = createWindow(param(params, 'bars') - 1);
    const slope = new RunningSumSlope(param(params, 'bars') - 1);
    const volumes = createWindow(param(params, 'bars'));
    return ({ high, low, close, volume }, out) => {
      steps.push(measureCloseLocation(high, low, close) * volume);
      volumes.push(volume);
      const mean = volumes.mean();
      if (!volumes.isFull) out[0] = NaN;
      else out[0] = mean === 0 ? 0 : slope.fit(steps) / mean;
    };
  },
};
