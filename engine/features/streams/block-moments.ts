/**
 * The sum of squared deviations of a window, by blocks: see Window. Number by number after Welford (1962), the two
 * blocks put together after Chan, Golub and LeVeque (1983): only squares are added, so nothing cancels, and numbers
 * that are all equal have no deviation at all.
 */
export class BlockMoments {
  /** Mean of the older block from each place to its end, and the squared deviations from it. */
  readonly #tailMeans: Float64Array;
  readonly #tailSquares: Float64Array;
  /** Those of the newer block so far. */
  #headMean = 0;
  #headSquares = 0;
  #seen = 0;

  constructor(length: number) {
    this.#tailMeans = new Float64Array(length + 1);
    this.#tailSquares = new Float64Array(length + 1);
  }

  /** Takes in what has come since; `values` holds the older block, then the newer one up to `end`. */
  seeTo(values: Float64Array, end: number): void {
    const length = this.#tailMeans.length - 1;
    if (this.#seen === 0) {
      let mean = 0;
      let squares = 0;
      for (let i = length - 1; i >= 0; i--) {
        const deviation = values[i]! - mean;
        const step = deviation / (length - i);
        mean += step;
        squares += deviation * (deviation - step);
        this.#tailMeans[i] = mean;
        this.#tailSquares[i] = squares;
      }
      this.#headMean = 0;
      this.#headSquares = 0;
      this.#seen = length;
    }
    for (; this.#seen < end; this.#seen++) {
      const deviation = values[this.#seen]! - this.#headMean;
      const step = deviation / (this.#seen - length + 1);
      this.#headMean += step;
      this.#headSquares += deviation * (deviation - step);
    }
  }

  /** The newer block has become the older one. */
  turn(): void {
    this.#seen = 0;
  }

  /** Squared deviations, from their mean, of the last `fromTail` numbers of the older block and of the newer one. */
  squares(fromTail: number): number {
    const length = this.#tailMeans.length - 1;
    const place = length - fromTail;
    const inHead = this.#seen - length;
    const apart = this.#tailMeans[place]! - this.#headMean;
    const between = fromTail === 0 ? 0 : (apart * apart * fromTail * inHead) / (fromTail + inHead);
    return this.#tailSquares[place]! + this.#headSquares + between;
  }
}
