import type { Bars } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import { formatTime } from '../kernel/format-time.ts';

const prices = ['open', 'high', 'low', 'close'] as const;

/**
 * Refuses bars that nothing can be traded on: a price that is no number, is negative or endless. Zero is a price: that of
 * what is worth nothing. Errors: backtest/bad-bars.
 */
export function checkPrices(symbol: string, bars: Bars): void {
  for (const name of prices) {
    const column = bars[name];
    for (let t = 0; t < column.length; t++) {
      if (column[t]! >= 0 && column[t]! < Infinity) continue;
      throw new AppError(
        'backtest/bad-bars',
        `${symbol}: expected prices of 0 or more, found a ${name} of ${column[t]} on ${formatTime(bars.time[t]!)}.`,
        `"almanac quality ${symbol}" shows what is wrong with the history; import a better file.`,
      );
    }
  }
}
