import type { Bars } from '#contract/bars.ts';
import { createRandom } from '#engine/kernel/random.ts';

const DAY_MS = 86_400_000;

/** A random walk in cents with gaps and ranges; each instrument has its own. */
export function simulateBars(instrument: number, count: number): Bars {
  const random = createRandom(instrument);
  const column = (): Float64Array => new Float64Array(count);
  const bars = { time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  const cents = (price: number): number => Math.round(price * 100) / 100;
  let close = 100;
  for (let t = 0; t < count; t++) {
    const open = cents(close * Math.exp(0.004 * random.normal()));
    close = Math.max(1, cents(open * Math.exp(0.0003 + 0.015 * random.normal())));
    bars.time[t] = t * DAY_MS;
    bars.open[t] = open;
    bars.high[t] = cents(Math.max(open, close) * (1 + 0.008 * random.uniform())) + 0.01;
    bars.low[t] = cents(Math.min(open, close) * (1 - 0.008 * random.uniform())) - 0.01;
    bars.close[t] = close;
    bars.volume[t] = Math.round(100_000 * Math.exp(0.5 * random.normal()));
  }
  return bars;
}
