import type { Stream } from '../streams/stream.ts';
import { createDelay } from '../streams/delay.ts';

/** Rate of change in percent, 100 * (x[t] / x[t-length] - 1); NaN before. */
export function createRoc(length: number): Stream {
  return new RateOfChange(length);
}

class RateOfChange implements Stream {
  readonly #before: Stream;

  constructor(length: number) {
    this.#before = createDelay(length);
  }

  push(value: number): number {
    return 100 * (value / this.#before.push(value) - 1);
  }
}
