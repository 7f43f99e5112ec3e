import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createWilder } from '../streams/ema.ts';
import { measureGain, measureLoss } from '../measures/split-change.ts';

/**
 * Chande momentum oscillator as TA-Lib's CMO has it: 100 * (gain - loss) / (gain + loss) of Wilder's averages of gains
 * and losses, which is 2 RSI - 100 and so adds nothing beside an RSI of the same length; Chande (1994) took plain sums.
 * 0 where nothing has moved, as in TA-Lib.
 * Unit: -100 to 100. Warm-up: the seed, until Wilder's averages have forgotten it, and `bars` more, for the quotient
 * of two small averages forgets later than these.
 */
export const cmoFeature: FeatureKind = {
  kind: 'cmo',
  group: 'momentum',
  parameters: { bars: bars(14, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => 2 * param(params, 'bars') + forgettingBars(1 / param(params, 'bars')),
  open: (params) => {
    const gains = createWilder(param(params, 'bars'));
    const losses = createWilder(param(params, 'bars'));
    let before = NaN;
    return ({ close }, out) => {
      // NaN at the first bar, which the averages pass over.
      const change = close - before;
      const gain = gains.push(measureGain(change));
      const loss = losses.push(measureLoss(change));
      out[0] = gain + loss === 0 ? 0 : (100 * (gain - loss)) / (gain + loss);
      before = close;
    };
  },
};
