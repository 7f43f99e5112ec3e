import { bars, forgettingBars, param, type FeatureKind } from '../feature-kind.ts';
import { createWindow } from '../streams/window.ts';
import { createRoc } from '../measures/rate-of-change.ts';
import { createRsi } from '../measures/rsi-of-numbers.ts';

/** Percent. Rates that are closer differ by rounding, by which an adjustment of the prices must not rank them. */
const SAME_RATE = 1e-9;

/**
 * Connors RSI (Connors and Alvarez 2012): the mean of RSI(closeBars) of the close, RSI(streakBars) of the streak, and
 * the percent rank of the one-bar rate of change: the share, of the rankBars rates before it, that lie below. The
 * streak counts the bars in a row on which the close rose, negative for falls; 0 where it did not change.
 * Unit: 0 to 100. Warm-up: that of the longer RSI, and rankBars + 1. A streak that began before the history counts from
 * its start, which moves no change of it, and its RSI reads changes only.
 */
export const connorsRsiFeature: FeatureKind = {
  kind: 'connors-rsi',
  group: 'momentum',
  parameters: { closeBars: bars(3), streakBars: bars(2), rankBars: bars(100, 2) },
  columns: ['value'],
  needs: 'close',
  warmupBars: (params) => {
    const longest = Math.max(param(params, 'closeBars'), param(params, 'streakBars'));
    return Math.max(longest + 1 + forgettingBars(1 / longest), param(params, 'rankBars') + 1);
  },
  open: (params) => {
    const closeRsi = createRsi(param(params, 'closeBars'));
    const streakRsi = createRsi(param(params, 'streakBars'));
    const roc = createRoc(1);
    const rates = createWindow(param(params, 'rankBars'));
    let before = NaN;
    let streak = 0;
    return ({ close }, out) => {
      if (close > before) streak = Math.max(streak, 0) + 1;
      else if (close < before) streak = Math.min(streak, 0) - 1;
      else streak = 0;
      const rate = roc.push(close);
      // The rate of the first bar is no number, so the window of the rates before begins with the second.
      const rank = rates.isFull ? rankAmong(rate) : NaN;
      out[0] = (closeRsi.push(close) + streakRsi.push(streak) + rank) / 3;
      if (!Number.isNaN(rate)) rates.push(rate);
      before = close;
    };

    function rankAmong(rate: number): number {
      let below = 0;
      const { values, begin, end } = rates;
      // Counted without branches, which would go either way by chance, and in whole numbers of 32 bits.
      for (let i = begin; i < end; i++) below = (below + Number(values[i]! < rate - SAME_RATE)) | 0;
      return (100 * below) / rates.length;
    }
  },
};
