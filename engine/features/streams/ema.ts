import type { Stream } from './stream.ts';

/**
 * Exponential moving average, alpha = 2 / (length + 1), seeded as TA-Lib does with the mean of the first `length`
 * numbers: NaN before. NaN is passed over and gives NaN, so that averages can be chained.
 */
export function createEma(length: number): Stream {
  return createSeededAverage(length, 2 / (length + 1));
}

/**
 * Wilder's average (1978), avg[t] = avg[t-1] + (x[t] - avg[t-1]) / length, seeded with the mean of the first `length`
 * numbers: NaN before. NaN is passed over and gives NaN.
 */
export function createWilder(length: number): Stream {
  return createSeededAverage(length, 1 / length);
}

function createSeededAverage(length: number, alpha: number): Stream {
  let count = 0;
  let average = 0;
  return {
    push(value) {
      if (Number.isNaN(value)) return NaN;
      if (count < length) {
        average += value;
        count++;
        if (count < length) return NaN;
        average /= length;
        return average;
      }
      average += alpha * (value - average);
      return average;
    },
  };
}
