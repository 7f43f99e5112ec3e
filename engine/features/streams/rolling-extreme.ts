import { isAbove } from '../compare-prices.ts';
import type { Stream } from './stream.ts';

/** Largest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMax(length: number): Stream {
  return new BlockExtreme(length, 1);
}

/** Smallest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMin(length: number): Stream {
  return new BlockExtreme(length, -1);
}

/** Stands for a NaN, which is never the extreme. */
const LEAST = -Number.MAX_VALUE;

/**
 * The extreme by blocks of `length` (van Herk 1992; Gil and Werman 1993), as Window has its sums: the greater of that of
 * the older block's tail and that of the newer block so far, and the newer of equal ones. A queue of the numbers that
 * may still become the extreme makes as few comparisons, but they go either way by chance, for which a processor waits.
 */
class BlockExtreme implements Stream {
  /** Numbers are kept times 1 or -1: the greatest is the extreme. */
  readonly #sign: 1 | -1;
  /** The newer block so far, up to #end. */
  readonly #values: Float64Array;
  /** Greatest number of the older block from each place to its end, which is behind the last. */
  readonly #tails: Float64Array;
  /** Greatest number of the newer block so far. */
  #head = LEAST;
  #end = 0;
  /** Pushes until the window is full and holds no NaN. */
  #waits: number;

  constructor(length: number, sign: 1 | -1) {
    this.#sign = sign;
    this.#values = new Float64Array(length);
    this.#tails = new Float64Array(length + 1).fill(LEAST);
    this.#waits = length - 1;
  }

  push(value: number): number {
    const number = Number.isNaN(value) ? this.#takeGap() : this.#sign * value;
    const head = isAbove(this.#head, number) ? this.#head : number;
    const tail = this.#tails[this.#end + 1]!;
    this.#head = head;
    this.#values[this.#end++] = number;
    if (this.#end === this.#values.length) this.#turn();
    if (this.#waits > 0) {
      this.#waits--;
      return NaN;
    }
    return this.#sign * (isAbove(tail, head) ? tail : head);
  }

  #takeGap(): number {
    this.#waits = this.#values.length;
    return LEAST;
  }

  /** The newer block, which is complete, becomes the older one. */
  #turn(): void {
    const tails = this.#tails;
    let greatest = LEAST;
    for (let i = this.#values.length - 1; i >= 0; i--) {
      const value = this.#values[i]!;
      // The newer of equal ones.
      if (isAbove(value, greatest)) greatest = value;
      tails[i] = greatest;
    }
    this.#head = LEAST;
    this.#end = 0;
  }
}
