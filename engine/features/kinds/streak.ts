import type { FeatureKind } from '../feature-kind.ts';

/** Bars that are counted at most; longer streaks are rare, and without a cap the value would depend on the start. */
const LONGEST = 10;

/**
 * Streak of closes in one direction: how many bars in a row have closed higher (positive) or lower (negative), up to
 * 10, over 10; 0 at an unchanged close.
 * Unit: -1 to 1 in steps of 0.1. Warm-up: 10.
 */
export const streakFeature: FeatureKind = {
  kind: 'streak',
  group: 'statistic',
  parameters: {},
  columns: ['value'],
  needs: 'close',
  warmupBars: () => LONGEST,
  open: () => {
    let before = NaN;
    let count = 0;
    return ({ close }, out) => {
      const direction = Math.sign(close - before);
      if (Number.isNaN(direction)) {
        out[0] = NaN;
      } else {
        count = direction === Math.sign(count) ? count + direction : direction;
        count = Math.max(-LONGEST, Math.min(LONGEST, count));
        out[0] = count / LONGEST;
      }
      before = close;
    };
  },
};
