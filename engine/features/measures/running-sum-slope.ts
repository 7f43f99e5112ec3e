import type { Window } from '../streams/window.ts';

/**
 * Least-squares slope, per bar, of a running sum over `length` + 1 bars, of which a full window of `length` steps holds
 * what was added from bar to bar. The level of the sum, which depends on where the history starts, does not matter.
 */
export class RunningSumSlope {
  /** What a step of 1 at each place of the window makes of the slope. */
  readonly #weights: Float64Array;

  constructor(length: number) {
    const bars = length + 1;
    const middle = (bars - 1) / 2;
    this.#weights = new Float64Array(length);
    let weight = 0;
    // A step is in the sum at each bar from its own on.
    for (let i = length; i > 0; i--) {
      weight += i - middle;
      this.#weights[i - 1] = weight / ((bars * (bars * bars - 1)) / 12);
    }
  }

  fit({ values, begin }: Window): number {
    const weights = this.#weights;
    let slope = 0;
    for (let i = 0; i < weights.length; i++) slope += weights[i]! * values[begin + i]!;
    return slope;
  }
}
