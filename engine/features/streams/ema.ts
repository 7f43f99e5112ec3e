import type { Stream } from './stream.ts';

/**
 * Exponential moving average, alpha = 2 / (length + 1), seeded as TA-Lib does with the mean of the first `length`
 * numbers: NaN before. NaN is passed over and gives NaN, so that averages can be chained.
 */
export function createEma(length: number): Stream {
  return new SeededAverage(length, 2 / (length + 1));
}

/**
 * Wilder's average (1978), avg[t] = avg[t-1] + (x[t] - avg[t-1]) / length, seeded with the mean of the first `length`
 * numbers: NaN before. NaN is passed over and gives NaN.
 */
export function createWilder(length: number): Stream {
  return new SeededAverage(length, 1 / length);
}

class SeededAverage implements Stream {
  readonly #length: number;
  readonly #alpha: number;
  #count = 0;
  #average = 0;

  constructor(length: number, alpha: number) {
    this.#length = length;
    this.#alpha = alpha;
  }

  push(value: number): number {
    if (Number.isNaN(value)) return NaN;
    if (this.#count < this.#length) {
      this.#average += value;
      this.#count++;
      if (this.#count < this.#length) return NaN;
      this.#average /= this.#length;
      return this.#average;
    }
    this.#average += this.#alpha * (value - this.#average);
    return this.#average;
  }
}
