import type { Stream } from '../streams/stream.ts';
import { rsiFeature } from '../kinds/rsi.ts';

/** The RSI of any numbers as rsi.ts has it for closes; NaN is passed over and gives NaN. */
export function createRsi(length: number): Stream {
  const bar = { time: 0, open: 0, high: 0, low: 0, close: 0, volume: 0, seriesValue: NaN };
  const out = new Float64Array(1);
  const rsi = rsiFeature.open({ bars: length });
  return {
    push(value) {
      if (Number.isNaN(value)) return NaN;
      bar.close = value;
      rsi(bar, out);
      return out[0]!;
    },
  };
}
