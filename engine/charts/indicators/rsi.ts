import { createRsi } from '../../features/measures/rsi-of-numbers.ts';
import { param, type Indicator } from './indicator.ts';

/** Relative strength index of the close (Wilder 1978), seeded as TA-Lib does; 0 where nothing has moved. Unit: 0 to 100. */
export const rsi: Indicator = {
  columns: ['value'],
  compute({ close }, params) {
    const strength = createRsi(param(params, 'bars'));
    return [close.map((price) => strength.push(price))];
  },
};
