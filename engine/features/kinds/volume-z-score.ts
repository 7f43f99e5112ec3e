import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { standsStill } from '../measures/stands-still.ts';

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
    const logs = new Float64Array(length);
    return ({ volume }, out) => {
      volumes.push(volume);
      if (!volumes.isFull) {
        out[0] = NaN;
        return;
      }
      const meanVolume = volumes.mean();
      // All of them anew: each is measured by the mean of this window.
      const { values, begin } = volumes;
      const perShare = meanVolume === 0 ? 0 : 1 / meanVolume;
      let sum = 0;
      for (let i = 0; i < length; i++) {
        const log = Math.log(1 + values[begin + i]! * perShare);
        logs[i] = log;
        sum += log;
      }
      const mean = sum / length;
      let squares = 0;
      for (let i = 0; i < length; i++) squares += (logs[i]! - mean) ** 2;
      const deviation = Math.sqrt(squares / length);
      out[0] = standsStill(deviation, mean) ? 0 : (logs[length - 1]! - mean) / deviation;
    };
  },
};
