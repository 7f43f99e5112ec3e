import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { measureCloseLocation } from '../measures/close-location.ts';

/**
 * Chaikin money flow (TA-Lib CMF): mean of where the closes stand in the ranges of their bars, -1 at the low to 1 at
 * the high, weighted by volume. 0 without volume.
 * Unit: -1 to 1. Warm-up: `bars` - 1.
 */
export const chaikinMoneyFlowFeature: FeatureKind = {
  kind: 'chaikin-money-flow',
  group: 'volume',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => param(params, 'bars') - 1,
  open: (params) => {
    const flows = createWindow(param(params, 'bars'));
    const volumes = createWindow(param(params, 'bars'));
    return ({ high, low, close, volume }, out) => {
      flows.push(measureCloseLocation(high, low, close) * volume);
      volumes.push(volume);
      const total = volumes.sum();
      if (!volumes.isFull) out[0] = NaN;
      else out[0] = total === 0 ? 0 : flows.sum() / total;
    };
  },
};
