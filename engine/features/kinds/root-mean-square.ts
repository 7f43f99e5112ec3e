import type { Window } from '../streams/window.ts';

/** Root of the mean square of the numbers held, their deviation about zero; NaN where there is none. */
export function measureRootMeanSquare(window: Window): number {
  let squares = 0;
  for (let age = window.count - 1; age >= 0; age--) squares += window.at(age) ** 2;
  return Math.sqrt(squares / window.count);
}
