import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createRootMeanSquare } from '../measures/root-mean-square.ts';

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
    const short = createRootMeanSquare(param(params, 'shortBars'));
    const long = createRootMeanSquare(param(params, 'longBars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which makes its windows NaN.
      const change = Math.log(close / before);
      const recent = short.push(change);
      const usual = long.push(change);
      if (Number.isNaN(recent + usual)) out[0] = NaN;
      else out[0] = usual === 0 ? 0 : recent / usual - 1;
      before = close;
    };
  },
};
