import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureZScore } from './z-score.ts';

/**
 * Distance of x = ln(1 + volume / mean volume of the window) from its mean over the window, in its deviations over the
 * window (population). The logarithm because volumes are skewed; the 1 because they may be 0, measured in mean volumes
 * and not in shares so that the unit of volume does not matter. 0 where all volumes are equal.
 * Unit: standard deviations. Warm-up: `bars` - 1.
 */
export const volumeZScoreFeature: FeatureKind = {
  kind: 'volume-z-score',
  group: 'volume',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const length = param(params, 'bars');
    const volumes = createWindow(length);
    const logs = createWindow(length);
    return ({ volume }, out) => {
      volumes.push(volume);
      if (!volumes.isFull) {
        out[0] = NaN;
        return;
      }
      const meanVolume = volumes.mean();
      // All of them anew: each is measured by the mean of this window.
      for (let age = length - 1; age >= 0; age--) {
        logs.push(meanVolume === 0 ? 0 : Math.log1p(volumes.at(age) / meanVolume));
      }
      out[0] = measureZScore(logs);
    };
  },
};
