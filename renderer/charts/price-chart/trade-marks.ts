import type { ValueScale } from '../axes/value-scale.ts';
import type { BarBuckets } from './chart-bars.ts';
import { lowerBound } from './marks.ts';

/** Trades as they are marked: columns, ascending in the time of entry. */
export interface TradeMarks {
  readonly entryTime: ArrayLike<number>;
  /** NaN while the trade is open; it then reaches to the last bar. */
  readonly exitTime: ArrayLike<number>;
  readonly entryPrice: ArrayLike<number>;
  readonly exitPrice: ArrayLike<number>;
  readonly isLong: ArrayLike<number>;
  /** Above 0 where it made money. */
  readonly profit: ArrayLike<number>;
  /** Place of the one that is looked at; null: none. */
  readonly chosen: number | null;
}

/** A trade in pixels, from its entry to its exit. */
export interface TradeLine {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly isLong: boolean;
  readonly isOpen: boolean;
  readonly won: boolean;
  readonly isChosen: boolean;
}

/** The trades that reach into what is seen. A time is placed at the bucket that holds it, as fine as that is. */
export function buildTrades(
  trades: TradeMarks,
  buckets: BarBuckets,
  from: number,
  to: number,
  scale: ValueScale,
  centreOf: (i: number) => number,
): TradeLine[] {
  const { time } = buckets;
  if (to <= from) return [];
  const first = time[from]!;
  // A bucket reaches up to where the next one begins.
  const end = time[to] ?? Infinity;
  const built: TradeLine[] = [];
  for (let k = 0; k < trades.entryTime.length && trades.entryTime[k]! < end; k++) {
    const isOpen = Number.isNaN(trades.exitTime[k]!);
    const exitTime = isOpen ? time.at(-1)! : trades.exitTime[k]!;
    if (exitTime < first) continue;
    built.push({
      fromX: centreOf(Math.max(0, lowerBound(time, trades.entryTime[k]! + 1) - 1)),
      fromY: scale.toY(trades.entryPrice[k]!),
      toX: centreOf(Math.max(0, lowerBound(time, exitTime + 1) - 1)),
      toY: scale.toY(trades.exitPrice[k]!),
      isLong: trades.isLong[k] === 1,
      isOpen,
      won: trades.profit[k]! > 0,
      isChosen: trades.chosen === k,
    });
  }
  return built;
}
