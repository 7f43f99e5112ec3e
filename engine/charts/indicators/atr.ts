import { measureTrueRange } from '../../features/measures/measure-true-range.ts';
import { createWilder } from '../../features/streams/ema.ts';
import { param, type Indicator } from './indicator.ts';

/** Average true range (Wilder 1978; TA-Lib ATR): Wilder's average of the true range. Unit: price. */
export const atr: Indicator = {
  columns: ['value'],
  compute({ high, low, close }, params) {
    const average = createWilder(param(params, 'bars'));
    return [close.map((_, t) => average.push(measureTrueRange(high[t]!, low[t]!, close[t - 1] ?? NaN)))];
  },
};
