import { createSma } from '../streams/sma.ts';
import type { Stream } from '../streams/stream.ts';

/**
 * Root of the mean square of the last `length` numbers, their deviation about zero; NaN before, and while one of them
 * is NaN.
 */
export function createRootMeanSquare(length: number): Stream {
  const meanSquare = createSma(length);
  return { push: (value) => Math.sqrt(meanSquare.push(value * value)) };
}
