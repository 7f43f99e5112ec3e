import type { Stream } from './stream.ts';
import { createWindow } from './window.ts';

/** Simple moving average: the mean of the last `length` numbers; NaN before, and while one of them is NaN. */
export function createSma(length: number): Stream {
  const window = createWindow(length);
  return {
    push(value) {
      window.push(value);
      return window.isFull ? window.mean() : NaN;
    },
  };
}
