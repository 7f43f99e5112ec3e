import type { Window } from '../streams/window.ts';

/** Mean of the `power`-th powers of the deviations of the numbers held from their mean; NaN where there is none. */
export function measureCentralMoment(window: Window, power: number): number {
  const mean = window.mean();
  let sum = 0;
  for (let age = window.count - 1; age >= 0; age--) sum += (window.at(age) - mean) ** power;
  return sum / window.count;
}
