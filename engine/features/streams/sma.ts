import type { Stream } from './stream.ts';
import { createWindow, type Window } from './window.ts';

/** Simple moving average: the mean of the last `length` numbers; NaN before, and while one of them is NaN. */
export function createSma(length: number): Stream {
  return new SimpleAverage(length);
}

class SimpleAverage implements Stream {
  readonly #window: Window;

  constructor(length: number) {
    this.#window = createWindow(length);
  }

  push(value: number): number {
    const window = this.#window;
    window.push(value);
    return window.isFull ? window.mean() : NaN;
  }
}
