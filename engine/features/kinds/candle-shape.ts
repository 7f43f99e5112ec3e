import type { FeatureKind } from '../feature-kind.ts';

/**
 * Shape of the candle as shares of its range: body = (close - open) / range, upper-shadow = (high - the higher of open
 * and close) / range, lower-shadow likewise below, close-location = (close - low) / range. The range reaches over open
 * and close too, in case a file rounded them out of it. A bar without a range has body and shadows 0 and its close
 * location 0.5.
 * Unit: body -1 to 1, the others 0 to 1. Warm-up: none.
 */
export const candleShapeFeature: FeatureKind = {
  kind: 'candle-shape',
  group: 'candle',
  parameters: {},
  columns: ['body', 'upper-shadow', 'lower-shadow', 'close-location'],
  needs: 'ohlc',
  warmupBars: () => 0,
  open:
    () =>
    ({ open, high, low, close }, out) => {
      const top = Math.max(high, open, close);
      const bottom = Math.min(low, open, close);
      const range = top - bottom;
      out[0] = range === 0 ? 0 : (close - open) / range;
      out[1] = range === 0 ? 0 : (top - Math.max(open, close)) / range;
      out[2] = range === 0 ? 0 : (Math.min(open, close) - bottom) / range;
      out[3] = range === 0 ? 0.5 : (close - bottom) / range;
    },
};
