import { TIE } from '../compare-prices.ts';
import type { Stream } from './stream.ts';

/** The extreme of the last numbers, in constant time a number. */
export interface RollingExtreme extends Stream {
  /** Pushes since the extreme (0 = the newest number), the newest of several equal ones; NaN while there is none. */
  readonly age: number;
}

/** Largest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMax(length: number): RollingExtreme {
  return createRollingExtreme(length, 1);
}

/** Smallest of the last `length` numbers; NaN before there are as many, and while one of them is NaN. */
export function createRollingMin(length: number): RollingExtreme {
  return createRollingExtreme(length, -1);
}

/**
 * A queue of the numbers that may still become the extreme, each beyond its successors (sign 1: greater): a number that
 * a later one reaches never will. The front is the extreme.
 */
function createRollingExtreme(length: number, sign: 1 | -1): RollingExtreme {
  const values = new Float64Array(length);
  const pushedAt = new Float64Array(length);
  let front = 0;
  let size = 0;
  let now = -1;
  let lastGap = -1;
  let age = NaN;

  return {
    get age() {
      return age;
    },
    push(value) {
      now++;
      if (size > 0 && pushedAt[front]! <= now - length) {
        front = (front + 1) % length;
        size--;
      }
      if (Number.isNaN(value)) {
        lastGap = now;
      } else {
        const reached = sign * value + TIE * Math.abs(value);
        while (size > 0 && sign * values[(front + size - 1) % length]! <= reached) size--;
        const end = (front + size) % length;
        values[end] = value;
        pushedAt[end] = now;
        size++;
      }
      const isWhole = now - lastGap >= length;
      age = isWhole ? now - pushedAt[front]! : NaN;
      return isWhole ? values[front]! : NaN;
    },
  };
}
