import { bars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';

/**
 * Illiquidity (Amihud 2002): mean of |log return| / (close * volume), how far money moves the price, over the bars of
 * a window that have volume. Here that of the last `bars` over that of the last `longBars`, minus 1: the measure itself
 * has the unit of money. 0 where either window has no volume, or the price has not moved on any.
 * Unit: 1, from -1. Warm-up: the longer of both.
 */
export const amihudIlliquidityFeature: FeatureKind = {
  kind: 'amihud-illiquidity',
  group: 'volume',
  parameters: { bars: bars(20), longBars: bars(252) },
  columns: ['value'],
  needs: 'volume',
  warmupBars: (params) => Math.max(param(params, 'bars'), param(params, 'longBars')),
  open: (params) => {
    const recent = createTradedMean(param(params, 'bars'));
    const usual = createTradedMean(param(params, 'longBars'));
    let before = NaN;
    return ({ close, volume }, out) => {
      const move = Math.abs(Math.log(close / before));
      const impact = volume > 0 ? move / (close * volume) : 0 * move;
      const now = recent.push(impact, volume);
      const mean = usual.push(impact, volume);
      if (Number.isNaN(now + mean)) out[0] = NaN;
      else out[0] = recent.hasTraded() && mean > 0 ? now / mean - 1 : 0;
      before = close;
    };
  },
};

interface TradedMean {
  /** Mean over the bars that have volume, 0 where none has; NaN before the window is full. */
  push(value: number, volume: number): number;
  hasTraded(): boolean;
}

/** NaN values, which come before the first change, are passed over. */
function createTradedMean(length: number): TradedMean {
  const values = createWindow(length);
  const traded = createWindow(length);
  return {
    push(value, volume) {
      if (Number.isNaN(value)) return NaN;
      values.push(value);
      traded.push(volume > 0 ? 1 : 0);
      if (!values.isFull) return NaN;
      const count = traded.sum();
      return count === 0 ? 0 : values.sum() / count;
    },
    hasTraded: () => traded.sum() > 0,
  };
}
