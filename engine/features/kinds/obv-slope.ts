import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { RunningSumSlope } from '../measures/running-sum-slope.ts';
import { directionOf } from '../measures/split-change.ts';

/**
 * Slope of on-balance volume (Granville 1963; TA-Lib OBV, LINEARREG_SLOPE): OBV adds the volume of a bar that closes
 * higher and takes off that of one that closes lower; its least-squares slope per bar over the window is divided by
 * the mean volume of the window. 0 without volume.
 * Unit: mean volumes per bar, about -1 to 1. Warm-up: `bars` - 1.
 */
export const obvSlopeFeature: FeatureKind = {
  kind: 'obv-slope',
  group: 'volume',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const steps = createWindow(param(params, 'bars') - 1);
    const slope = new RunningSumSlope(param(params, 'bars') - 1);
    const volumes = createWindow(param(params, 'bars'));
    let before = NaN;
    return ({ close, volume }, out) => {
      // The step of the first bar is none; it has left the window when the first slope is fitted.
      steps.push(directionOf(before, close) * volume);
      volumes.push(volume);
      const mean = volumes.mean();
      if (!volumes.isFull) out[0] = NaN;
      else out[0] = mean === 0 ? 0 : slope.fit(steps) / mean;
      before = close;
    };
  },
};
