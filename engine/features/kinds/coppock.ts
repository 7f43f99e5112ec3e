import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWma } from '../streams/wma.ts';
import { createRoc } from '../measures/rate-of-change.ts';

/**
 * Coppock curve (Coppock 1962; TA-Lib COPPOCK): the linearly weighted average over smoothBars of
 * ROC(longBars) + ROC(shortBars) of the close. Made for months; here for bars.
 * Unit: percent. Warm-up: the longer rate + smoothBars - 1.
 */
export const coppockFeature: FeatureKind = {
  kind: 'coppock',
  group: 'momentum',
  parameters: { longBars: bars(14), shortBars: bars(11), smoothBars: bars(10) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) =>
    Math.max(param(params, 'longBars'), param(params, 'shortBars')) + param(params, 'smoothBars') - 1,
  open: (params) => {
    const long = createRoc(param(params, 'longBars'));
    const short = createRoc(param(params, 'shortBars'));
    const smooth = createWma(param(params, 'smoothBars'));
    return ({ close }, out) => {
      out[0] = smooth.push(long.push(close) + short.push(close));
    };
  },
};
