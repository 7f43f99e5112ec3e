import type { Timeframe } from '#contract/bars.ts';
import { createRandom } from '../../kernel/random.ts';
import { noActions, type CorporateActions, type RawBars } from '../../store/bars.ts';
import { timeframeMs } from '../time/timeframe-length.ts';
import type { CheckedHistory } from './checked-history.ts';

/** Bar t of an invented history comes from this row of its file. */
export const rowOfBar = (t: number): number => t + 2;

/** Weekdays from Monday, 4 January 2010, on. */
export function weekdays(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, t) => Date.UTC(2010, 0, 4 + Math.floor(t / 5) * 7 + (t % 5)));
}

/** A quiet random walk from 50 on, 1 % a bar, with volumes around a million. */
export function walk(
  count: number,
  {
    seed = 1,
    timeframe = '1d',
    ...changes
  }: { readonly seed?: number; readonly timeframe?: Timeframe } & Partial<CheckedHistory> = {},
): CheckedHistory {
  const random = createRandom(seed);
  const column = (): Float64Array => new Float64Array(count);
  const time = timeframe === '1d' ? weekdays(count) : column();
  if (timeframe !== '1d') time.forEach((_, t) => (time[t] = Date.UTC(2010, 0, 4) + t * timeframeMs[timeframe]));
  const bars = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  let price = 50;
  for (let t = 0; t < count; t++) {
    bars.open[t] = price * (1 + 0.002 * random.normal());
    price = bars.open[t]! * (1 + 0.01 * random.normal());
    bars.close[t] = price;
    bars.high[t] = Math.max(bars.open[t]!, price) * 1.004;
    bars.low[t] = Math.min(bars.open[t]!, price) * 0.996;
    bars.volume[t] = Math.round(1e6 * Math.exp(0.3 * random.normal()));
  }
  return {
    bars: { time, ...bars, priceFactor: column().fill(1), volumeFactor: column().fill(1) },
    actions: noActions,
    adjustment: 'derived-from-adjusted-close',
    timeframe,
    timeZone: 'UTC',
    hasVolume: true,
    rowOf: rowOfBar,
    now: Date.UTC(2030, 0, 1),
    ...changes,
  };
}

/** The history with other columns; `change` may write into the copy that it is given. */
export function alter(history: CheckedHistory, change: (bars: RawBars) => void): CheckedHistory {
  const { time, open, high, low, close, volume, priceFactor, volumeFactor } = history.bars;
  const bars = {
    time: time.slice(),
    open: open.slice(),
    high: high.slice(),
    low: low.slice(),
    close: close.slice(),
    volume: volume.slice(),
    priceFactor: priceFactor.slice(),
    volumeFactor: volumeFactor.slice(),
  };
  change(bars);
  return { ...history, bars };
}

/** Multiplies open, high, low and close of bars first..end-1, and divides their volume where it is told to. */
export function scalePrices(bars: RawBars, first: number, end: number, by: number, withVolume = false): void {
  for (let t = first; t < end; t++) {
    for (const column of [bars.open, bars.high, bars.low, bars.close]) column[t]! *= by;
    if (withVolume) bars.volume[t] = Math.round(bars.volume[t]! / by);
  }
}

/** Actions at bars. */
export function actionsAt(
  { bars }: CheckedHistory,
  events: readonly { readonly t: number; readonly dividend?: number; readonly split?: number }[],
): CorporateActions {
  return {
    time: Float64Array.from(events, ({ t }) => bars.time[t]!),
    dividend: Float64Array.from(events, ({ dividend = 0 }) => dividend),
    split: Float64Array.from(events, ({ split = 1 }) => split),
  };
}

/** Makes bars from t on fall by the dividend, and the factors before take it off: as a sound file has it. */
export function payDividend(bars: RawBars, t: number, dividend: number, adjustedFor = dividend): void {
  const before = bars.close[t - 1]!;
  scalePrices(bars, t, bars.close.length, 1 - dividend / before);
  for (let i = 0; i < t; i++) bars.priceFactor[i]! *= 1 - adjustedFor / before;
}
