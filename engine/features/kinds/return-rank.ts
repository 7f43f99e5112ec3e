import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createReturnWindow } from '../measures/return-window.ts';

/** Log returns closer than this are the same: rounding parts returns that adjustment factors have gone through. */
const SAME = 1e-12;

/**
 * Rank of the last log return among those of the window: the share of the others that it exceeds, equal ones counting
 * half. 0.5 where all are equal.
 * Unit: 0 to 1. Warm-up: `bars`.
 */
export const returnRankFeature: FeatureKind = {
  kind: 'return-rank',
  group: 'statistic',
  parameters: { bars: bars(60, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => param(params, 'bars'),
  open: (params) => {
    const length = param(params, 'bars');
    const window = createReturnWindow(length);
    const { returns } = window;
    return ({ close }, out) => {
      if (!window.push(close)) {
        out[0] = NaN;
        return;
      }
      const { values, begin, end } = returns;
      const newest = values[end - 1]!;
      // Counted without branches, which would go either way by chance, and in whole numbers of 32 bits: those below it
      // and those not above it.
      let exceeded = 0;
      for (let i = begin; i < end - 1; i++) {
        const lead = newest - values[i]!;
        exceeded = (exceeded + Number(lead > SAME) + Number(lead >= -SAME)) | 0;
      }
      out[0] = exceeded / 2 / (length - 1);
    };
  },
};
