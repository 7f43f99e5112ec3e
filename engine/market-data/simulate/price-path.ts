import type { Bars } from '#contract/bars.ts';
import type { Random } from '../../kernel/random.ts';
import type { ReturnPath } from './return-path.ts';

/** The share of a day's variance that falls between the close and the next open. */
const OVERNIGHT_SHARE = 0.2;
const LOWEST_PRICE = 5;
const HIGHEST_PRICE = 500;

/**
 * Open, high, low and close around a path of log returns, in cents. Within a day the log price is a Brownian
 * bridge between its known ends: the open lies at `OVERNIGHT_SHARE` of the day, and the extremes from open to
 * close are drawn from their exact law, max = (a + b + sqrt((a - b)² - 2 v ln U)) / 2 (Beghin and Orsingher
 * 1999). So the bar's shape says nothing about the next bar that the returns do not say.
 */
export function simulatePricePath(path: ReturnPath, startPrice: number, random: Random): Omit<Bars, 'time' | 'volume'> {
  const bars = path.returns.length;
  const open = new Float64Array(bars);
  const high = new Float64Array(bars);
  const low = new Float64Array(bars);
  const close = new Float64Array(bars);
  let previous = 0;
  for (let t = 0; t < bars; t++) {
    const change = path.returns[t]!;
    const variance = path.volatility[t]! ** 2;
    const gapNoise = Math.sqrt(OVERNIGHT_SHARE * (1 - OVERNIGHT_SHARE) * variance) * random.normal();
    const from = previous + OVERNIGHT_SHARE * change + gapNoise;
    const to = previous + change;
    const dayVariance = (1 - OVERNIGHT_SHARE) * variance;
    open[t] = from;
    close[t] = to;
    high[t] = (from + to + drawReach(to - from, dayVariance, random)) / 2;
    low[t] = (from + to - drawReach(to - from, dayVariance, random)) / 2;
    previous = to;
  }
  const start = placeStart(high, low, Math.log(startPrice));
  for (const column of [open, high, low, close]) {
    for (let t = 0; t < bars; t++) column[t] = Math.round(Math.exp(start + column[t]!) * 100) / 100;
  }
  return { open, high, low, close };
}

function drawReach(change: number, variance: number, random: Random): number {
  return Math.sqrt(change ** 2 - 2 * variance * Math.log(1 - random.uniform()));
}

/**
 * The log start price nearest to the wanted one that keeps the whole path between the lowest and the highest
 * price. A path that spans more than their ratio (about one in 500 with 2,600 bars) is centred between them.
 */
function placeStart(high: Float64Array, low: Float64Array, wanted: number): number {
  const least = Math.log(LOWEST_PRICE) - low.reduce((a, b) => Math.min(a, b), 0);
  const most = Math.log(HIGHEST_PRICE) - high.reduce((a, b) => Math.max(a, b), 0);
  return least > most ? (least + most) / 2 : Math.max(least, Math.min(most, wanted));
}
