import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createEma } from '../streams/ema.ts';
import { forgetEmas } from '../measures/forget-cascade.ts';

/**
 * TRIX (Hutson 1983; TA-Lib TRIX): one-bar change, in percent, of the close averaged exponentially three times.
 * Unit: percent. Warm-up: the seeds, one change, and until all averages have forgotten the seeds.
 */
export const trixFeature: FeatureKind = {
  kind: 'trix',
  group: 'momentum',
  parameters: { bars: bars(15) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => forgetEmas(param(params, 'bars'), 3) + 1,
  open: (params) => {
    const first = createEma(param(params, 'bars'));
    const second = createEma(param(params, 'bars'));
    const third = createEma(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      const now = third.push(second.push(first.push(close)));
      out[0] = 100 * (now / before - 1);
      before = now;
    };
  },
};
