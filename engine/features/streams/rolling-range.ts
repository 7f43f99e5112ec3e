import { TIE } from '../compare-prices.ts';

/** Stand for a NaN, which is never the highest or the lowest. */
const LEAST = -Number.MAX_VALUE;
const GREATEST = Number.MAX_VALUE;

/**
 * The highest of the last `length` highs and the lowest of as many lows; both NaN before there are as many, and while
 * one of them is NaN. By blocks, as the rolling extremes: together the two take less time than those apart.
 */
export class RollingRange {
  highest = NaN;
  lowest = NaN;
  readonly #length: number;
  /** The newer blocks so far, up to #end. */
  readonly #highs: Float64Array;
  readonly #lows: Float64Array;
  /** Highest and lowest of the older block from each place to its end, which is behind the last. */
  readonly #tailHighs: Float64Array;
  readonly #tailLows: Float64Array;
  /** Highest and lowest of the newer block so far. */
  #headHigh = LEAST;
  #headLow = GREATEST;
  #end = 0;
  /** Pushes until the window is full and holds no NaN. */
  #waits: number;

  constructor(length: number) {
    this.#length = length;
    this.#highs = new Float64Array(length);
    this.#lows = new Float64Array(length);
    this.#tailHighs = new Float64Array(length + 1).fill(LEAST);
    this.#tailLows = new Float64Array(length + 1).fill(GREATEST);
    this.#waits = length - 1;
  }

  push(high: number, low: number): void {
    if (Number.isNaN(high + low)) {
      this.#pushGap();
      return;
    }
    const end = this.#end;
    this.#highs[end] = high;
    this.#lows[end] = low;
    // The newer of equal ones, here and below.
    const headHigh = laterHigh(this.#headHigh, high);
    const headLow = laterLow(this.#headLow, low);
    this.#headHigh = headHigh;
    this.#headLow = headLow;
    if (this.#waits > 0) {
      this.#waits--;
    } else {
      this.highest = laterHigh(this.#tailHighs[end + 1]!, headHigh);
      this.lowest = laterLow(this.#tailLows[end + 1]!, headLow);
    }
    this.#end = end + 1;
    if (end + 1 === this.#length) this.#turn();
  }

  #pushGap(): void {
    this.#waits = 0;
    this.push(LEAST, GREATEST);
    this.#waits = this.#length - 1;
    this.highest = NaN;
    this.lowest = NaN;
  }

  /** The newer block, which is complete, becomes the older one. */
  #turn(): void {
    let high = LEAST;
    let low = GREATEST;
    for (let i = this.#length - 1; i >= 0; i--) {
      high = laterHigh(this.#highs[i]!, high);
      low = laterLow(this.#lows[i]!, low);
      this.#tailHighs[i] = high;
      this.#tailLows[i] = low;
    }
    this.#headHigh = LEAST;
    this.#headLow = GREATEST;
    this.#end = 0;
  }
}

/** The newer of the two unless the one before it is higher by more than rounding explains. */
function laterHigh(before: number, high: number): number {
  return before > high + TIE * Math.abs(high) ? before : high;
}

/** As laterHigh, unless it is lower. */
function laterLow(before: number, low: number): number {
  return before < low - TIE * Math.abs(low) ? before : low;
}
