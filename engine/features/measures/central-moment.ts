import type { Window } from '../streams/window.ts';

/** Mean of the third or fourth powers of the deviations of the numbers held from their mean; NaN where there is none. */
export function measureCentralMoment(window: Window, power: 3 | 4): number {
  const mean = window.mean();
  let sum = 0;
  const { values, begin, end } = window;
  for (let i = begin; i < end; i++) {
    const deviation = values[i]! - mean;
    const square = deviation * deviation;
    sum += square * (power === 3 ? deviation : square);
  }
  return sum / window.count;
}
