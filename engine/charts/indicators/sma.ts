import { createSma } from '../../features/streams/sma.ts';
import { param, type Indicator } from './indicator.ts';

/** Simple moving average of the last `bars` closes (TA-Lib SMA). Unit: price. */
export const sma: Indicator = {
  columns: ['value'],
  compute({ close }, params) {
    const average = createSma(param(params, 'bars'));
    return [close.map((price) => average.push(price))];
  },
};
