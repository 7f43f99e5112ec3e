import { BlockMoments } from './block-moments.ts';

/**
 * The last `length` numbers. Its statistics take constant time on average, whatever the length, and do not drift. A NaN
 * among the numbers makes them NaN.
 *
 * Numbers are kept in two blocks of `length`, one after the other: a full window begins in the older block and ends in
 * the newer one. A statistic is put together from that of the older block's tail, worked out once for every tail as
 * the block is completed, and that of the newer block's head, which grows by a number at a time. No number is ever
 * taken off again, which is where sums that are carried on gather errors. Where the blocks begin depends on where the
 * history does, and with it how a statistic is rounded: its last bits, and no more.
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
  /**
   * The numbers held, the oldest first, are those of `values` from `begin` up to, and without, `end`: for loops over
   * all of them, where `at` takes three times as long. A push moves them.
   */
  readonly values: Float64Array;
  readonly begin: number;
  readonly end: number;
  /** Sum of the numbers held; 0 where there is none. */
  sum(): number;
  /** Sum of the numbers held, the oldest counting once, the newest `count` times; 0 where there is none. */
  weightedSum(): number;
  /** Mean of the numbers held; NaN where there is none. */
  mean(): number;
  /** Population variance (divided by `count`) of the numbers held; NaN where there is none. */
  variance(): number;
}

/** An empty window of `length` numbers, 1 or more. */
export function createWindow(length: number): Window {
  return new BlockWindow(length);
}

/** A class and no closures, for its numbers are then stored in place: features spend most of their time here. */
class BlockWindow implements Window {
  readonly length: number;
  /** The older block, then the newer one up to `end`. */
  readonly values: Float64Array;
  begin: number;
  end: number;
  /** Sum of the older block from each place to its end, and the same with the weights 1, 2, … from that place on. */
  readonly #tails: Float64Array;
  readonly #weightedTails: Float64Array;
  /** Sum of the newer block so far, and the same with the weights 1, 2, … */
  #head = 0;
  #weightedHead = 0;
  /** Made when it is first asked for: few windows need it. */
  #moments: BlockMoments | null = null;

  constructor(length: number) {
    this.length = length;
    this.values = new Float64Array(2 * length);
    this.begin = length;
    this.end = length;
    this.#tails = new Float64Array(length + 1);
    this.#weightedTails = new Float64Array(length + 1);
  }

  get count(): number {
    return this.end - this.begin;
  }

  get isFull(): boolean {
    return this.end - this.begin === this.length;
  }

  push(value: number): void {
    if (this.end === this.values.length) this.#turn();
    this.values[this.end++] = value;
    if (this.end - this.begin > this.length) this.begin++;
    this.#head += value;
    this.#weightedHead += (this.end - this.length) * value;
  }

  /** The newer block, which is complete, becomes the older one. */
  #turn(): void {
    const { values, length } = this;
    let sum = 0;
    let weightedSum = 0;
    for (let i = length - 1; i >= 0; i--) {
      const value = values[length + i]!;
      values[i] = value;
      sum += value;
      weightedSum += sum;
      this.#tails[i] = sum;
      this.#weightedTails[i] = weightedSum;
    }
    this.begin = 0;
    this.end = length;
    this.#head = 0;
    this.#weightedHead = 0;
    this.#moments?.turn();
  }

  at(age: number): number {
    const place = this.end - 1 - age;
    return place >= this.begin ? this.values[place]! : NaN;
  }

  get oldest(): number {
    return this.end > this.begin ? this.values[this.begin]! : NaN;
  }

  sum(): number {
    return this.#tails[this.begin]! + this.#head;
  }

  weightedSum(): number {
    return this.#weightedTails[this.begin]! + (this.length - this.begin) * this.#head + this.#weightedHead;
  }

  mean(): number {
    return this.sum() / this.count;
  }

  variance(): number {
    this.#moments ??= new BlockMoments(this.length);
    return this.#moments.squares(this.values, this.begin, this.end) / this.count;
  }
}
