import type { Bars } from '#contract/bars.ts';
import { createRsi } from '../features/measures/rsi-of-numbers.ts';
import { createEma } from '../features/streams/ema.ts';
import { createRollingMax, createRollingMin } from '../features/streams/rolling-extreme.ts';
import { createSma } from '../features/streams/sma.ts';
import type { Stream } from '../features/streams/stream.ts';

const kinds = {
  sma: { open: createSma, of: 'close' },
  ema: { open: createEma, of: 'close' },
  rsi: { open: createRsi, of: 'close' },
  highest: { open: createRollingMax, of: 'high' },
  lowest: { open: createRollingMin, of: 'low' },
} as const satisfies Record<string, { open: (bars: number) => Stream; of: 'close' | 'high' | 'low' }>;

export type IndicatorKind = keyof typeof kinds;

/** As much as the columns of one history may take together; the oldest make room. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * The indicators that rules read, each computed once for a history however many parameter sets ask for it. Formulas are
 * those of the features (engine/features/streams): value t is known at the close of t, NaN before there are enough bars.
 */
export class Indicators {
  readonly bars: Bars;
  readonly #columns = new Map<string, Float64Array>();

  constructor(bars: Bars) {
    this.bars = bars;
  }

  /** [bars] */
  column(kind: IndicatorKind, length: number): Float64Array {
    const key = `${kind} ${length}`;
    const known = this.#columns.get(key);
    if (known) return known;
    const { open, of } = kinds[kind];
    const stream = open(length);
    const prices = this.bars[of];
    const column = new Float64Array(prices.length);
    for (let t = 0; t < column.length; t++) column[t] = stream.push(prices[t]!);
    if ((this.#columns.size + 1) * column.byteLength > MOST_BYTES) {
      for (const oldest of this.#columns.keys()) {
        this.#columns.delete(oldest);
        break;
      }
    }
    this.#columns.set(key, column);
    return column;
  }
}
