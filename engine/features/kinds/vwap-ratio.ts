import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/**
 * Close over the volume-weighted average price of the window, close / VWAP - 1, with the typical price (high + low +
 * close) / 3 of each bar. 0 where there is no volume.
 * Unit: 1. Warm-up: `bars` - 1.
 */
export const vwapRatioFeature: FeatureKind = {
  kind: 'vwap-ratio',
  group: 'volume',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const turnovers = createWindow(param(params, 'bars'));
    const volumes = createWindow(param(params, 'bars'));
    return ({ high, low, close, volume }, out) => {
      turnovers.push(((high + low + close) / 3) * volume);
      volumes.push(volume);
      const total = volumes.sum();
      if (!volumes.isFull) out[0] = NaN;
      else out[0] = total === 0 ? 0 : close / (turnovers.sum() / total) - 1;
    };
  },
};
