import type { Stream } from './stream.ts';

/** The number pushed `length` pushes ago; NaN while there is none. Lighter than a window where only that is needed. */
export function createDelay(length: number): Stream {
  return new Delay(length);
}

class Delay implements Stream {
  readonly #values: Float64Array;
  #place = 0;

  constructor(length: number) {
    this.#values = new Float64Array(length).fill(NaN);
  }

  push(value: number): number {
    const values = this.#values;
    const place = this.#place;
    const delayed = values[place]!;
    values[place] = value;
    this.#place = place + 1 === values.length ? 0 : place + 1;
    return delayed;
  }
}
