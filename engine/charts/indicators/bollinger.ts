import { createWindow } from '../../features/streams/window.ts';
import { param, type Indicator } from './indicator.ts';

/**
 * Bollinger bands (Bollinger 1983; TA-Lib BBANDS): the simple average of the last `bars` closes, and `deviations` of
 * their standard deviations (divided by `bars`) to either side. Unit: price.
 */
export const bollinger: Indicator = {
  columns: ['upper', 'middle', 'lower'],
  compute({ close }, params) {
    const window = createWindow(param(params, 'bars'));
    const deviations = param(params, 'deviations');
    const [upper, middle, lower] = [0, 0, 0].map(() => new Float64Array(close.length).fill(NaN)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    close.forEach((price, t) => {
      window.push(price);
      if (!window.isFull) return;
      const mean = window.mean();
      const reach = deviations * Math.sqrt(window.variance());
      upper[t] = mean + reach;
      middle[t] = mean;
      lower[t] = mean - reach;
    });
    return [upper, middle, lower];
  },
};
