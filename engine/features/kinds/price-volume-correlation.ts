import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { standsStill } from '../measures/stands-still.ts';

/**
 * Pearson's correlation of close and volume over the window (TA-Lib CORREL). 0 where either stands still, as in TA-Lib.
 * Unit: -1 to 1. Warm-up: `bars` - 1.
 */
export const priceVolumeCorrelationFeature: FeatureKind = {
  kind: 'price-volume-correlation',
  group: 'volume',
  parameters: { bars: bars(20, 2) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const length = param(params, 'bars');
    const closes = createWindow(length);
    const volumes = createWindow(length);
    return ({ close, volume }, out) => {
      closes.push(close);
      volumes.push(volume);
      if (!closes.isFull) {
        out[0] = NaN;
        return;
      }
      const meanClose = closes.mean();
      const meanVolume = volumes.mean();
      const closeDeviation = Math.sqrt(closes.variance());
      const volumeDeviation = Math.sqrt(volumes.variance());
      let products = 0;
      // Both windows take a number at each bar, so they hold those of a bar at the same place.
      const { begin, end } = closes;
      for (let i = begin; i < end; i++) products += (closes.values[i]! - meanClose) * (volumes.values[i]! - meanVolume);
      const isStill = standsStill(closeDeviation, meanClose) || standsStill(volumeDeviation, meanVolume);
      const correlation = isStill ? 0 : products / length / closeDeviation / volumeDeviation;
      // Rounding can carry a perfect correlation a little beyond 1.
      out[0] = Math.max(-1, Math.min(1, correlation));
    };
  },
};
