import { isAbove } from '../compare-prices.ts';
import type { FeatureKind } from '../feature-kind.ts';

/**
 * Engulfing candles (Nison 1991; TA-Lib CDLENGULFING): 1 where a rising body holds the falling body of the bar before
 * and is longer, -1 where a falling body holds a rising one, else 0. One end of the bodies may be the same, not both.
 * A bar without a body is not engulfed; to TA-Lib it is a rising one.
 * Unit: -1, 0 or 1. Warm-up: 1.
 */
export const engulfingFeature: FeatureKind = {
  kind: 'engulfing',
  group: 'candle',
  parameters: {},
  columns: ['value'],
  needs: 'ohlc',
  warmupBars: () => 1,
  open: () => {
    let openBefore = NaN;
    let closeBefore = NaN;
    return ({ open, close }, out) => {
      const higher = isAbove(close, openBefore) || isAbove(closeBefore, open);
      const lower = isAbove(openBefore, close) || isAbove(open, closeBefore);
      const holdsFalling = !isAbove(open, closeBefore) && !isAbove(openBefore, close);
      const holdsRising = !isAbove(closeBefore, open) && !isAbove(close, openBefore);
      if (Number.isNaN(closeBefore)) out[0] = NaN;
      else if (isAbove(openBefore, closeBefore) && holdsFalling && higher) out[0] = 1;
      else if (isAbove(closeBefore, openBefore) && holdsRising && lower) out[0] = -1;
      else out[0] = 0;
      openBefore = open;
      closeBefore = close;
    };
  },
};
