import { createWilder } from '../streams/ema.ts';
import type { Stream } from '../streams/stream.ts';
import { measureGain, measureLoss } from './split-change.ts';

/** The RSI of any numbers, as rsi.ts defines it; NaN is passed over and gives NaN. */
export function createRsi(length: number): Stream {
  return new RelativeStrength(length);
}

class RelativeStrength implements Stream {
  readonly #gains: Stream;
  readonly #losses: Stream;
  #before = NaN;

  constructor(length: number) {
    this.#gains = createWilder(length);
    this.#losses = createWilder(length);
  }

  push(value: number): number {
    if (Number.isNaN(value)) return NaN;
    // NaN at the first number, which the averages pass over.
    const change = value - this.#before;
    this.#before = value;
    const gain = this.#gains.push(measureGain(change));
    const loss = this.#losses.push(measureLoss(change));
    return gain + loss === 0 ? 0 : 100 * (gain / (gain + loss));
  }
}
