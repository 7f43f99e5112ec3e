import type { Stream } from '../streams/stream.ts';

/**
 * The stream without the first `skipped` numbers, for which it gives NaN. TA-Lib seeds averages that it compares at
 * one bar, that of the longest.
 */
export function startLate(stream: Stream, skipped: number): Stream {
  let left = skipped;
  return {
    push(value) {
      if (left === 0) return stream.push(value);
      left--;
      return NaN;
    },
  };
}
