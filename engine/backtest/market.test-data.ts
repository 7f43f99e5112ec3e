import type { Bars } from '#contract/bars.ts';
import type { Market, MarketInstrument } from './market.ts';

export const dayMs = 86_400_000;

/** Rows of [day, open, close]; the high and the low are the further of the two. */
export function barsOf(rows: readonly (readonly [day: number, open: number, close: number])[]): Bars {
  const open = Float64Array.from(rows, (row) => row[1]);
  const close = Float64Array.from(rows, (row) => row[2]);
  return {
    time: Float64Array.from(rows, (row) => row[0] * dayMs),
    open,
    high: open.map((o, t) => Math.max(o, close[t]!)),
    low: open.map((o, t) => Math.min(o, close[t]!)),
    close,
    volume: open.map(() => 1000),
  };
}

/** An instrument on which any rule wants these sides after its closes: L, S or - for each bar. */
export function scripted(symbol: string, bars: Bars, sides: string): MarketInstrument {
  return {
    symbol,
    bars,
    want(_rule, into) {
      into.set(Array.from(sides, (side) => (side === 'L' ? 1 : side === 'S' ? -1 : 0)));
      return 0;
    },
  };
}

/** A market of daily bars without a span. */
export function marketOf(instruments: readonly MarketInstrument[], part: Partial<Market> = {}): Market {
  return {
    rule: { kind: 'ma-crossover', average: 'sma', fastBars: 1, slowBars: 2, short: false },
    timeframe: '1d',
    instruments,
    leftOut: [],
    ...{ from: -Infinity, to: Infinity },
    certified: null,
    ...part,
  };
}
