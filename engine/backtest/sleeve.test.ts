import type { Bars } from '#contract/bars.ts';
import type { Costs } from '#contract/model-spec.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSleeve, type Sleeve } from './sleeve.ts';

/** Bars at times 1, 2, 3, … with the given opens and closes. */
function barsOf(prices: readonly (readonly [open: number, close: number])[]): Bars {
  const open = Float64Array.from(prices, ([o]) => o);
  const close = Float64Array.from(prices, ([, c]) => c);
  return {
    time: open.map((_, t) => t + 1),
    open,
    high: open.map((o, t) => Math.max(o, close[t]!)),
    low: open.map((o, t) => Math.min(o, close[t]!)),
    close,
    volume: open.map(() => 1000),
  };
}

const free: Costs = { feeBasisPoints: 0, slippageBasisPoints: 0 };

/** `wanted` says after each close whether a position is wanted: 'B' yes, '-' no. */
function run(prices: readonly (readonly [number, number])[], wanted: string, capital: number, costs: Costs): Sleeve {
  return runSleeve('A', barsOf(prices), capital, costs, {
    ordersBefore: false,
    decide: (bar) => wanted[bar] === 'B',
  });
}

describe('bars in, trades out', () => {
  it('fills at the next open, marks at the close', () => {
    // Decided after bar 1: buys 1000 / 20 = 50 at the open of bar 2; closes 22, 30: 1100, 1500.
    // Decided after bar 3: sells 50 at 28 = 1400 at the open of bar 4. Profit 400 on 1000, held over 2 closes.
    const sleeve = run(
      [
        [10, 11],
        [20, 22],
        [24, 30],
        [28, 99],
      ],
      'BB--',
      1000,
      free,
    );
    expect(Array.from(sleeve.equity)).toEqual([1000, 1100, 1500, 1400]);
    expect(Array.from(sleeve.cash)).toEqual([1000, 0, 0, 1400]);
    expect(Array.from(sleeve.quantity)).toEqual([0, 50, 50, 0]);
    expect(sleeve.trades).toEqual([
      {
        symbol: 'A',
        entryTime: 2,
        entryPrice: 20,
        exitTime: 4,
        exitPrice: 28,
        quantity: 50,
        fees: 0,
        profit: 400,
        return: 0.4,
        bars: 2,
      },
    ]);
  });

  it('charges the fee on the traded value, out of the cash', () => {
    // Fee 1 %. Buys 1010 / (10 · 1.01) = 100 at 10, fee 10. Sells 100 at 12 = 1200, fee 12: 1188 left.
    // Profit 1188 - 1010 = 178, on 1010.
    const sleeve = run(
      [
        [9, 9],
        [10, 10],
        [12, 12],
      ],
      'B--',
      1010,
      { feeBasisPoints: 100, slippageBasisPoints: 0 },
    );
    expect(sleeve.equity[1]).toBeCloseTo(1000, 10);
    expect(sleeve.equity[2]).toBeCloseTo(1188, 10);
    expect(sleeve.feesPaid).toBeCloseTo(22, 10);
    expect(sleeve.slippagePaid).toBe(0);
    const [trade] = sleeve.trades;
    expect(trade!.quantity).toBeCloseTo(100, 12);
    expect(trade!.fees).toBeCloseTo(22, 10);
    expect(trade!.profit).toBeCloseTo(178, 10);
    expect(trade!.return).toBeCloseTo(178 / 1010, 12);
  });

  it('slips against the order both ways', () => {
    // Slippage 1 %. Buys at 10.1: 1010 / 10.1 = 100. Sells at 12 · 0.99 = 11.88: 1188.
    // Slippage 100 · 0.1 + 100 · 0.12 = 22.
    const sleeve = run(
      [
        [9, 9],
        [10, 10],
        [12, 12],
      ],
      'B--',
      1010,
      { feeBasisPoints: 0, slippageBasisPoints: 100 },
    );
    expect(sleeve.trades[0]!.entryPrice).toBeCloseTo(10.1, 12);
    expect(sleeve.trades[0]!.exitPrice).toBeCloseTo(11.88, 12);
    expect(sleeve.equity[2]).toBeCloseTo(1188, 10);
    expect(sleeve.slippagePaid).toBeCloseTo(22, 10);
    expect(sleeve.feesPaid).toBe(0);
  });

  it('takes both costs together', () => {
    // Slippage 10 %, fee 10 %: buys at 11 + 1.1 fee: 1210 / 12.1 = 100, fee 110. Sells at 9 - 0.9 fee: 900 - 90 = 810.
    const sleeve = run(
      [
        [10, 10],
        [10, 10],
        [10, 10],
      ],
      'B--',
      1210,
      { feeBasisPoints: 1000, slippageBasisPoints: 1000 },
    );
    expect(Array.from(sleeve.equity)).toEqual([1210, expect.closeTo(1000, 10), expect.closeTo(810, 10)]);
    expect(sleeve.feesPaid).toBeCloseTo(200, 10);
    expect(sleeve.slippagePaid).toBeCloseTo(200, 10);
    expect(sleeve.trades[0]!.profit).toBeCloseTo(-400, 10);
  });

  it('never fills an order after the last bar', () => {
    const sleeve = run(
      [
        [10, 10],
        [10, 20],
      ],
      '-B',
      1000,
      free,
    );
    expect(sleeve.trades).toEqual([]);
    expect(Array.from(sleeve.equity)).toEqual([1000, 1000]);
  });

  it('values what is open at the end at the last close, without a sale', () => {
    // Buys 1010 / 10.1 = 100, fee 10; last close 15: profit 1500 - 1010 = 490; the fee of the purchase alone.
    // The order to sell after the last bar does not fill.
    const sleeve = run(
      [
        [10, 10],
        [10, 12],
        [12, 15],
      ],
      'BB-',
      1010,
      { feeBasisPoints: 100, slippageBasisPoints: 0 },
    );
    expect(sleeve.trades).toEqual([expect.objectContaining({ entryTime: 2, exitTime: null, exitPrice: 15, bars: 2 })]);
    expect(sleeve.trades[0]!.profit).toBeCloseTo(490, 10);
    expect(sleeve.trades[0]!.fees).toBeCloseTo(10, 10);
    expect(sleeve.equity[2]).toBeCloseTo(1500, 10);
  });

  it('enters again after an exit, with what is left', () => {
    // 1000 buys 100 at 10; sold at 5: 500; buys 50 at 10, last close 12: 600.
    const sleeve = run(
      [
        [1, 1],
        [10, 10],
        [5, 5],
        [10, 12],
      ],
      'B-B-',
      1000,
      free,
    );
    expect(Array.from(sleeve.equity)).toEqual([1000, 1000, 500, 600]);
    expect(sleeve.trades.map((t) => [t.quantity, t.profit, t.bars])).toEqual([
      [100, -500, 1],
      [50, 100, 1],
    ]);
  });

  it('keeps the capital without orders', () => {
    const sleeve = run(
      [
        [10, 20],
        [30, 5],
      ],
      '--',
      1000,
      { feeBasisPoints: 50, slippageBasisPoints: 50 },
    );
    expect(Array.from(sleeve.equity)).toEqual([1000, 1000]);
    expect([sleeve.trades.length, sleeve.feesPaid, sleeve.slippagePaid]).toEqual([0, 0, 0]);
  });

  it('survives a price that falls to nearly nothing', () => {
    // 100 shares at 10 become 100 · 1e-9, and are sold for it.
    const sleeve = run(
      [
        [10, 10],
        [10, 1e-6],
        [1e-9, 1e-9],
      ],
      'B--',
      1000,
      free,
    );
    expect(sleeve.equity[1]).toBeCloseTo(1e-4, 15);
    expect(sleeve.equity[2]).toBeCloseTo(1e-7, 15);
    expect(sleeve.trades[0]!.return).toBeCloseTo(-1, 9);
  });

  it('does nothing with a single bar, unless the order came before it', () => {
    expect(run([[10, 12]], 'B', 1000, free).trades).toEqual([]);
    const bought = runSleeve('A', barsOf([[10, 12]]), 1000, free, { ordersBefore: true, decide: () => true });
    expect(bought.equity[0]).toBe(1200);
    expect(bought.trades).toEqual([expect.objectContaining({ entryTime: 1, exitTime: null, profit: 200, bars: 1 })]);
  });

  it('tells the strategy what it holds after the fill', () => {
    const seen: boolean[] = [];
    runSleeve(
      'A',
      barsOf([
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      1000,
      free,
      {
        ordersBefore: false,
        decide: (bar, holding) => {
          seen.push(holding);
          return bar < 2;
        },
      },
    );
    expect(seen).toEqual([false, true, true, false]);
  });
});

describe('invariants', () => {
  const price = fc.double({ min: 0.001, max: 10_000, noNaN: true });
  const basisPoints = fc.double({ min: 0, max: 1000, noNaN: true });
  const history = fc.array(fc.tuple(price, price, fc.boolean()), { minLength: 1, maxLength: 40 });
  const bars = (rows: readonly (readonly [number, number, boolean])[]): Bars => barsOf(rows.map(([o, c]) => [o, c]));
  const orders = (rows: readonly (readonly [number, number, boolean])[]) => ({
    ordersBefore: false,
    decide: (bar: number): boolean => rows[bar]![2],
  });

  it('equity is cash and position, and never negative; profits and costs add up', () => {
    fc.assert(
      fc.property(history, basisPoints, basisPoints, (rows, feeBasisPoints, slippageBasisPoints) => {
        const data = bars(rows);
        const sleeve = runSleeve('A', data, 1000, { feeBasisPoints, slippageBasisPoints }, orders(rows));
        sleeve.equity.forEach((value, t) => {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(sleeve.cash[t]).toBeGreaterThanOrEqual(0);
          expect(value).toBe(sleeve.cash[t]! + sleeve.quantity[t]! * data.close[t]!);
        });
        const last = sleeve.equity[rows.length - 1]!;
        const profit = sleeve.trades.reduce((sum, trade) => sum + trade.profit, 0);
        const most = Math.max(1000, ...sleeve.equity);
        expect(Math.abs(1000 + profit - last)).toBeLessThan(1e-9 * most);
        const fees = sleeve.trades.reduce((sum, trade) => sum + trade.fees, 0);
        expect(Math.abs(fees - sleeve.feesPaid)).toBeLessThan(1e-9 * most);
      }),
      { seed: 11 },
    );
  });

  it('costs only ever lower the equity', () => {
    fc.assert(
      fc.property(history, basisPoints, basisPoints, basisPoints, (rows, fee, slippage, more) => {
        const final = (feeBasisPoints: number, slippageBasisPoints: number): number =>
          runSleeve('A', bars(rows), 1000, { feeBasisPoints, slippageBasisPoints }, orders(rows)).equity.at(-1)!;
        const base = final(fee, slippage) * (1 + 1e-12);
        expect(final(fee + more, slippage)).toBeLessThanOrEqual(base);
        expect(final(fee, Math.min(9999, slippage + more))).toBeLessThanOrEqual(base);
      }),
      { seed: 12 },
    );
  });

  it('cutting the future off does not change the past', () => {
    fc.assert(
      fc.property(history, fc.nat(), basisPoints, (rows, at, feeBasisPoints) => {
        const cut = 1 + (at % rows.length);
        const costs = { feeBasisPoints, slippageBasisPoints: 5 };
        const whole = runSleeve('A', bars(rows), 1000, costs, orders(rows));
        const past = runSleeve('A', bars(rows.slice(0, cut)), 1000, costs, orders(rows));
        expect(past.equity).toEqual(whole.equity.slice(0, cut));
        const closed = (trades: Sleeve['trades']): Sleeve['trades'] =>
          trades.filter(({ exitTime }) => exitTime !== null && exitTime <= cut);
        expect(closed(past.trades)).toEqual(closed(whole.trades));
      }),
      { seed: 13 },
    );
  });
});
