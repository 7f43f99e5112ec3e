import type { Window } from '../streams/window.ts';

// Two sums at a time: each addition of one would wait for the one before.

/** Mean of the third powers of the deviations of the numbers held from their mean; NaN where there is none. */
export function measureThirdMoment(window: Window): number {
  const mean = window.mean();
  const { values, begin, end } = window;
  let sum = 0;
  let others = 0;
  let i = begin;
  for (; i < end - 1; i += 2) {
    const deviation = values[i]! - mean;
    const other = values[i + 1]! - mean;
    sum += deviation * deviation * deviation;
    others += other * other * other;
  }
  if (i < end) sum += (values[i]! - mean) ** 3;
  return (sum + others) / window.count;
}

/** As measureThirdMoment, of the fourth powers. */
export function measureFourthMoment(window: Window): number {
  const mean = window.mean();
  const { values, begin, end } = window;
  let sum = 0;
  let others = 0;
  let i = begin;
  for (; i < end - 1; i += 2) {
    const square = (values[i]! - mean) ** 2;
    const other = (values[i + 1]! - mean) ** 2;
    sum += square * square;
    others += other * other;
  }
  if (i < end) sum += (values[i]! - mean) ** 4;
  return (sum + others) / window.count;
}
