/**
 * The sum of squared deviations of a window, by blocks: see Window. Numbers are measured from an origin that is one of
 * the window itself: the newest of the older block, or the first of the newer one where the window has none of the
 * older. So a level that is large beside what they differ by does not cancel, for the squares about the mean are at
 * least 1 / `count` of those about any number of the window (shifted data: Chan, Golub and LeVeque 1983). Numbers that
 * are all equal have no deviation at all.
 */
export class BlockMoments {
  readonly #length: number;
  /** Sums, from each place of the older block to its end, of what lies beyond the origin, and of its squares. */
  readonly #tailSums: Float64Array;
  readonly #tailSquares: Float64Array;
  /** Those of the newer block so far. */
  #headSum = 0;
  #headSquares = 0;
  #origin = 0;
  #hasOlder = false;
  #seen = 0;

  constructor(length: number) {
    this.#length = length;
    this.#tailSums = new Float64Array(length + 1);
    this.#tailSquares = new Float64Array(length + 1);
  }

  /** Squared deviations of the numbers from `begin` up to `end`; `values` holds the older block, then the newer one. */
  squares(values: Float64Array, begin: number, end: number): number {
    // A window that begins where the newer block does has no number of the older one.
    const hasOlder = begin < this.#length;
    if (this.#seen === 0 || hasOlder !== this.#hasOlder) this.#seeOlder(values, hasOlder);
    const origin = this.#origin;
    for (let i = this.#seen; i < end; i++) {
      const beyond = values[i]! - origin;
      this.#headSum += beyond;
      this.#headSquares += beyond * beyond;
    }
    this.#seen = end;
    const sum = this.#tailSums[begin]! + this.#headSum;
    return this.#tailSquares[begin]! + this.#headSquares - (sum * sum) / (end - begin);
  }

  #seeOlder(values: Float64Array, hasOlder: boolean): void {
    const length = this.#length;
    const origin = values[hasOlder ? length - 1 : length]!;
    let sum = 0;
    let squares = 0;
    for (let i = length - 1; i >= 0 && hasOlder; i--) {
      const beyond = values[i]! - origin;
      sum += beyond;
      squares += beyond * beyond;
      this.#tailSums[i] = sum;
      this.#tailSquares[i] = squares;
    }
    this.#hasOlder = hasOlder;
    this.#origin = origin;
    this.#headSum = 0;
    this.#headSquares = 0;
    this.#seen = length;
  }

  /** The newer block has become the older one. */
  turn(): void {
    this.#seen = 0;
  }
}
