import type { Trade } from '#contract/backtest.ts';

export const tradeColumns = [
  'symbol',
  'side',
  'entryTime',
  'entryPrice',
  'exitTime',
  'exitPrice',
  'bars',
  'return',
  'profit',
  'exitReason',
] as const;
export type TradeColumn = (typeof tradeColumns)[number];

export interface TradeSorting {
  readonly column: TradeColumn;
  readonly isDescending: boolean;
}

/** Places of the trades in this order; open ones, which have no exit, come last in either direction. Equal ones keep their order. */
export function sortTrades(trades: readonly Trade[], { column, isDescending }: TradeSorting): number[] {
  const sign = isDescending ? -1 : 1;
  return Array.from(trades, (_, i) => i).sort((a, b) => {
    const [one, other] = [trades[a]![column], trades[b]![column]];
    if (one === null || other === null) return one === other ? a - b : one === null ? 1 : -1;
    const order = typeof one === 'string' ? one.localeCompare(other as string, 'en') : one - (other as number);
    return order === 0 ? a - b : sign * order;
  });
}
