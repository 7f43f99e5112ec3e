/**
 * The last `length` numbers. Statistics are computed afresh on each call, from the oldest to the newest: a sum that is
 * carried on would drift, and would depend, in its last bits, on where the history starts. A NaN among the numbers
 * makes them NaN.
 */
export interface Window {
  readonly length: number;
  /** Numbers held so far, up to `length`. */
  readonly count: number;
  readonly isFull: boolean;
  /** Takes a number; in a full window the oldest makes room for it. */
  push(value: number): void;
  /** The number pushed `age` pushes before the newest (0 = newest); NaN where the window does not reach that far. */
  at(age: number): number;
  /** The oldest number held; NaN where there is none. */
  readonly oldest: number;
  /** Sum of the numbers held; 0 where there is none. */
  sum(): number;
  /** Mean of the numbers held; NaN where there is none. */
  mean(): number;
  /** Population variance (divided by `count`) of the numbers held; NaN where there is none. */
  variance(): number;
  /** Largest number held; -Infinity where there is none. */
  max(): number;
  /** Smallest number held; Infinity where there is none. */
  min(): number;
}

/** An empty window of `length` numbers, 1 or more. */
export function createWindow(length: number): Window {
  const values = new Float64Array(length);
  let count = 0;
  /** Where the next number goes; in a full window the oldest stands there. */
  let next = 0;

  /** Place of the i-th number, counted from the oldest. */
  function placeOf(i: number): number {
    const place = (count < length ? 0 : next) + i;
    return place < length ? place : place - length;
  }

  function sum(): number {
    let total = 0;
    if (count === length) for (let i = next; i < length; i++) total += values[i]!;
    for (let i = 0; i < next; i++) total += values[i]!;
    return total;
  }

  return {
    length,
    get count() {
      return count;
    },
    get isFull() {
      return count === length;
    },
    push(value) {
      values[next] = value;
      next = next + 1 === length ? 0 : next + 1;
      if (count < length) count++;
    },
    at: (age) => (age < count ? values[placeOf(count - 1 - age)]! : NaN),
    get oldest() {
      return count > 0 ? values[placeOf(0)]! : NaN;
    },
    sum,
    mean: () => sum() / count,
    variance() {
      const mean = sum() / count;
      let squares = 0;
      for (let i = 0; i < count; i++) squares += (values[placeOf(i)]! - mean) ** 2;
      return squares / count;
    },
    max() {
      let largest = -Infinity;
      for (let i = 0; i < count; i++) largest = Math.max(largest, values[i]!);
      return largest;
    },
    min() {
      let smallest = Infinity;
      for (let i = 0; i < count; i++) smallest = Math.min(smallest, values[i]!);
      return smallest;
    },
  };
}
