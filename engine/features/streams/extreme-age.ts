import { isAbove } from '../compare-prices.ts';
import type { Stream } from './stream.ts';

/**
 * Pushes since the largest of the last `length` numbers (0 = the newest number), the newest of several equal ones; NaN
 * before there are as many.
 */
export function createAgeOfMax(length: number): Stream {
  return new ExtremeAge(length, 1);
}

/** As createAgeOfMax, of the smallest. */
export function createAgeOfMin(length: number): Stream {
  return new ExtremeAge(length, -1);
}

/** By blocks, as the rolling extremes; here the places of the extremes are kept. */
class ExtremeAge implements Stream {
  readonly #length: number;
  readonly #sign: 1 | -1;
  /** The older block, then the newer one up to #end, times 1 or -1: the greatest is the extreme. */
  readonly #values: Float64Array;
  /** Place of the greatest number of the older block from each place to its end. */
  readonly #tails: Int32Array;
  /** Place of the greatest number of the newer block so far. */
  #head: number;
  #end: number;
  #count = 0;

  constructor(length: number, sign: 1 | -1) {
    this.#length = length;
    this.#sign = sign;
    this.#values = new Float64Array(2 * length);
    this.#tails = new Int32Array(length);
    this.#head = length;
    this.#end = length;
  }

  push(value: number): number {
    const values = this.#values;
    const length = this.#length;
    if (this.#end === values.length) this.#turn();
    const place = this.#end++;
    const number = this.#sign * value;
    values[place] = number;
    if (!isAbove(values[this.#head]!, number)) this.#head = place;
    if (this.#count < length) this.#count++;
    if (this.#count < length) return NaN;
    // The window is full: it begins `length` places back, which is in the older block unless the newer one is whole.
    const begin = place + 1 - length;
    if (begin === length) return place - this.#head;
    const tail = this.#tails[begin]!;
    return place - (isAbove(values[tail]!, values[this.#head]!) ? tail : this.#head);
  }

  /** The newer block, which is complete, becomes the older one. */
  #turn(): void {
    const values = this.#values;
    const length = this.#length;
    let tail = length - 1;
    for (let i = length - 1; i >= 0; i--) {
      values[i] = values[length + i]!;
      if (isAbove(values[i]!, values[tail]!)) tail = i;
      this.#tails[i] = tail;
    }
    this.#head = length;
    this.#end = length;
  }
}
