import { createEma } from '../../features/streams/ema.ts';
import { param, type Indicator } from './indicator.ts';

/** Exponential moving average of the close, alpha = 2 / (bars + 1), seeded with the first simple average (TA-Lib EMA). Unit: price. */
export const ema: Indicator = {
  columns: ['value'],
  compute({ close }, params) {
    const average = createEma(param(params, 'bars'));
    return [close.map((price) => average.push(price))];
  },
};
