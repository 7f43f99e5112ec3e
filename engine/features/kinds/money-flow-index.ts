import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { standsStill } from '../measures/stands-still.ts';

/**
 * Money flow index (Quong and Soudack 1989; TA-Lib MFI): of the money turned over, typical price times volume, the
 * share of the bars whose typical price rose among those where it moved. 0 where no money moved, as in TA-Lib, which
 * takes any sum below 1 for none; here only 0 is, so that the unit of price and volume does not matter.
 * Unit: 0 to 100. Warm-up: `bars`.
 */
export const moneyFlowIndexFeature: FeatureKind = {
  kind: 'money-flow-index',
  group: 'volume',
  parameters: { bars: bars(14) },
  columns: ['value'],
  needs: 'ohlcv',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const rises = createWindow(param(params, 'bars'));
    const falls = createWindow(param(params, 'bars'));
    let before = NaN;
    return ({ high, low, close, volume }, out) => {
      const typical = (high + low + close) / 3;
      if (!Number.isNaN(before)) {
        // Adding three prices rounds, otherwise with each factor on them: a difference of that size is none.
        const hasMoved = !standsStill(Math.abs(typical - before), typical);
        const flow = hasMoved ? typical * volume : 0;
        const hasRisen = Number(typical > before);
        rises.push(hasRisen * flow);
        falls.push((1 - hasRisen) * flow);
      }
      const risen = rises.sum();
      const moved = risen + falls.sum();
      if (!rises.isFull) out[0] = NaN;
      else out[0] = moved === 0 ? 0 : 100 * (risen / moved);
      before = typical;
    };
  },
};
