import { TIE } from '../compare-prices.ts';
import type { Stream } from './stream.ts';

/** The extreme of the last numbers, in constant time a number. */
export interface RollingExtreme extends Stream {
  /** Pushes since the extreme (0 = the newest number), the newest of several equal ones; NaN while there is none. */
  readonly age: number;
}

/** Largest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMax(length: number): RollingExtreme {
  return new RollingQueue(length, 1);
}

/** Smallest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMin(length: number): RollingExtreme {
  return new RollingQueue(length, -1);
}

/**
 * A queue of the numbers that may still become the extreme, each beyond its successors (sign 1: greater): a number that
 * a later one reaches never will. The front is the extreme.
 */
class RollingQueue implements RollingExtreme {
  readonly #length: number;
  readonly #sign: 1 | -1;
  /** The queue, from #front up to #end; what has left it makes room when the end is reached. */
  readonly #values: Float64Array;
  readonly #pushedAt: Float64Array;
  #front = 0;
  #end = 0;
  #now = -1;
  #lastGap = -1;

  constructor(length: number, sign: 1 | -1) {
    this.#length = length;
    this.#sign = sign;
    this.#values = new Float64Array(2 * length);
    this.#pushedAt = new Float64Array(2 * length);
  }

  get age(): number {
    return this.#isWhole() ? this.#now - this.#pushedAt[this.#front]! : NaN;
  }

  push(value: number): number {
    this.#now++;
    if (this.#front < this.#end && this.#pushedAt[this.#front]! <= this.#now - this.#length) this.#front++;
    if (Number.isNaN(value)) this.#lastGap = this.#now;
    else this.#append(value);
    return this.#isWhole() ? this.#values[this.#front]! : NaN;
  }

  #append(value: number): void {
    const values = this.#values;
    const sign = this.#sign;
    const reached = sign * value + TIE * Math.abs(value);
    let end = this.#end;
    while (end > this.#front && sign * values[end - 1]! <= reached) end--;
    if (end === values.length) {
      values.copyWithin(0, this.#front);
      this.#pushedAt.copyWithin(0, this.#front);
      end -= this.#front;
      this.#front = 0;
    }
    values[end] = value;
    this.#pushedAt[end] = this.#now;
    this.#end = end + 1;
  }

  #isWhole(): boolean {
    return this.#now - this.#lastGap >= this.#length;
  }
}
