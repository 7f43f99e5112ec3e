import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createSma } from '../streams/sma.ts';

/**
 * Share of the last bars that closed higher than the one before; an unchanged close counts half.
 * Unit: 0 to 1. Warm-up: `bars`.
 */
export const upShareFeature: FeatureKind = {
  kind: 'up-share',
  group: 'statistic',
  parameters: { bars: bars(20) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const share = createSma(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      out[0] = share.push((Math.sign(close - before) + 1) / 2);
      before = close;
    };
  },
};
