import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from './return-window.ts';
import { measureRootMeanSquare } from './root-mean-square.ts';

/**
 * Realised volatility of the last few bars over that of many, minus 1. 0 where nothing has moved on any of them.
 * Unit: 1, from -1. Warm-up: the longer of both.
 */
export const volatilityRatioFeature: FeatureKind = {
  kind: 'volatility-ratio',
  group: 'volatility',
  parameters: { shortBars: bars(5), longBars: bars(60) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => Math.max(param(params, 'shortBars'), param(params, 'longBars')),
  open: (params) => {
    const short = createReturnWindow(param(params, 'shortBars'));
    const long = createReturnWindow(param(params, 'longBars'));
    return ({ close }, out) => {
      const hasShort = short.push(close);
      const hasLong = long.push(close);
      if (!hasShort || !hasLong) {
        out[0] = NaN;
        return;
      }
      const usual = measureRootMeanSquare(long.returns);
      out[0] = usual === 0 ? 0 : measureRootMeanSquare(short.returns) / usual - 1;
    };
  },
};
