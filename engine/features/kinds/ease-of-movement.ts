import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/** A bar with less than this share of the mean volume counts as having it: its ease would go towards infinity. */
const LEAST_VOLUME_SHARE = 0.01;

/**
 * Ease of movement (Arms 1996) in relative terms: simple mean over the window of move * range / volume, the move being
 * that of the middle of the bar's range over the middle before, minus 1, the range a fraction of the middle, the volume
 * in mean volumes of the window. Large where the price went far on little volume. 0 without volume.
 * Unit: 1, that of a squared one-bar return. Warm-up: `bars`.
 */
export const easeOfMovementFeature: FeatureKind = {
  kind: 'ease-of-movement',
  group: 'volume',
  parameters: { bars: bars(14) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const moves = createWindow(length);
    const volumes = createWindow(length);
    let before = NaN;
    return ({ high, low, volume }, out) => {
      const middle = (high + low) / 2;
      if (!Number.isNaN(before)) {
        moves.push((middle / before - 1) * ((high - low) / middle));
        volumes.push(volume);
      }
      before = middle;
      if (!moves.isFull) {
        out[0] = NaN;
        return;
      }
      const meanVolume = volumes.mean();
      if (!(meanVolume > 0)) {
        out[0] = 0;
        return;
      }
      let ease = 0;
      // Both windows take a number at each bar, so they hold those of a bar at the same place.
      const { values, begin, end } = moves;
      const leastVolume = LEAST_VOLUME_SHARE * meanVolume;
      for (let i = begin; i < end; i++) ease += values[i]! / Math.max(volumes.values[i]!, leastVolume);
      out[0] = (ease * meanVolume) / length;
    };
  },
};
