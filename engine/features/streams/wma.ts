import type { Stream } from './stream.ts';
import { createWindow } from './window.ts';

/**
 * Linearly weighted moving average: the newest of the last `length` numbers counts `length` times, the oldest once.
 * NaN before there are as many, and while one of them is NaN.
 */
export function createWma(length: number): Stream {
  const window = createWindow(length);
  const weights = (length * (length + 1)) / 2;
  return {
    push(value) {
      window.push(value);
      return window.isFull ? window.weightedSum() / weights : NaN;
    },
  };
}
