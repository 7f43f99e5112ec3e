import type { Window } from '../streams/window.ts';

/**
 * Least-squares slope, per bar, of a running sum over `steps.length` + 1 bars, of which the full window `steps` holds
 * what was added from bar to bar. The level of the sum, which depends on where the history starts, does not matter.
 */
export function fitRunningSumSlope(steps: Window): number {
  const length = steps.length + 1;
  const middle = (length - 1) / 2;
  let sum = 0;
  let products = 0;
  const { values, begin } = steps;
  for (let i = 1; i < length; i++) {
    sum += values[begin + i - 1]!;
    products += (i - middle) * sum;
  }
  return products / ((length * (length * length - 1)) / 12);
}
