import type { Exits, Trade } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Costs } from '#contract/model-spec.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, hashBytes, hashJson } from '../kernel/hash.ts';
import { chargesOf } from './charges.ts';
import { runPlainSleeve, type PlainSleeve } from './plain-sleeve.test-data.ts';
import { makeColumns, runSleeve, type SleevePlan, type Sizing } from './sleeve.ts';
import { readTrade, TradeTape } from './trade-tape.ts';

const dayMs = 86_400_000;
const allIn: Sizing = { share: 1, amount: Infinity, shares: null };
const free: Costs = { feeBasisPoints: 0, slippageBasisPoints: 0 };

/** The sleeve as its specification gives it. */
function runFast(bars: Bars, orders: Int8Array, capital: number, plan: SleevePlan): PlainSleeve {
  const tape = new TradeTape();
  const columns = makeColumns(bars.time.length);
  const { fees, slippage, borrowing, traded } = runSleeve(bars, orders, capital, plan, tape, columns);
  const trades = Array.from({ length: tape.count }, (_, k) => readTrade(tape, k, 'A', bars));
  const [equity, cash, quantity] = [columns.equity, columns.cash, columns.quantity].map((c) => Array.from(c));
  return { equity: equity!, cash: cash!, quantity: quantity!, trades, fees, slippage, borrowing, traded };
}

interface Case {
  /**
   * A line a bar, a day apart: the side that is wanted from its open on (L, S or -), open, high, low, close, and the
   * equity at the close where it is worth a look.
   */
  readonly bars: string;
  /** A line a trade: side, bar @ price of the entry, bar @ price of the exit, reason, profit. Bars count from 0. */
  readonly trades: string;
  readonly costs?: Partial<Costs>;
  readonly exits?: Partial<Exits>;
  readonly sizing?: Partial<Sizing>;
  readonly capital?: number;
}

function linesOf(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/));
}

const sides = { L: 1, S: -1, '-': 0 } as const;

function check(run: typeof runFast, { capital = 1000, ...given }: Case): void {
  const rows = linesOf(given.bars);
  const column = (place: number): Float64Array => Float64Array.from(rows, (row) => Number(row[place]));
  const bars: Bars = {
    time: Float64Array.from(rows, (_, t) => t * dayMs),
    open: column(1),
    high: column(2),
    low: column(3),
    close: column(4),
    volume: new Float64Array(rows.length),
  };
  const plan: SleevePlan = {
    charges: chargesOf({ ...free, ...given.costs }),
    sizing: { ...allIn, ...given.sizing },
    exits: { withinBar: 'stop-first', ...given.exits },
  };
  const orders = Int8Array.from(rows, ([side]) => sides[side as keyof typeof sides]);
  const { equity, trades } = run(bars, orders, capital, plan);
  const number = (value: number): string => String(Number(value.toFixed(6)));
  const written = trades.map((t) =>
    [
      t.side,
      `${t.entryTime / dayMs}@${number(t.entryPrice)}`,
      `${t.exitTime === null ? 'end' : t.exitTime / dayMs}@${number(t.exitPrice)}`,
      t.exitReason ?? 'open',
      number(t.profit),
    ].join(' '),
  );
  expect(written).toEqual(linesOf(given.trades).map((line) => line.join(' ')));
  rows.forEach((row, t) => {
    if (row[5] !== undefined) expect(`bar ${t}: ${number(equity[t]!)}`).toBe(`bar ${t}: ${row[5]}`);
  });
}

const cases: Readonly<Record<string, Case>> = {
  'fills at the open, marks at the close, and puts everything in': {
    // 1000 buys 50 at 20; closes 22 and 30; sold at 28.
    bars: `
      -  10 11 10 11  1000
      L  20 22 20 22  1100
      L  24 30 24 30  1500
      -  28 99 28 99  1400`,
    trades: 'long 1@20 3@28 rule 400',
  },
  'charges the fee on the traded value, out of the cash': {
    // 1010 / (10 · 1.01) = 100 at 10, fee 10; 1200 - 12 = 1188.
    capital: 1010,
    costs: { feeBasisPoints: 100 },
    bars: `
      L  10 10 10 10  1000
      -  12 12 12 12  1188`,
    trades: 'long 0@10 1@12 rule 178',
  },
  'slips against the order both ways': {
    // 1010 / 10.1 = 100; 100 · 12 · 0.99.
    capital: 1010,
    costs: { slippageBasisPoints: 100 },
    bars: `
      L  10 10 10 10  1000
      -  12 12 12 12  1188`,
    trades: 'long 0@10.1 1@11.88 rule 178',
  },
  'pays half the spread on each fill': {
    capital: 1010,
    costs: { slippageBasisPoints: 40, spreadBasisPoints: 120 },
    bars: `
      L  10 10 10 10  1000
      -  12 12 12 12  1188`,
    trades: 'long 0@10.1 1@11.88 rule 178',
  },
  'takes all costs together': {
    // 11 + 1.1 a share: 100 shares; 9 - 0.9 a share.
    capital: 1210,
    costs: { feeBasisPoints: 1000, slippageBasisPoints: 1000 },
    bars: `
      L  10 10 10 10  1000
      -  10 10 10 10   810`,
    trades: 'long 0@11 1@9 rule -400',
  },
  'pays its costs short, too': {
    // 1210 / (10 · 1.1 · 1.1) = 100 sold at 9, fee 90: cash 1210 + 810 = 2020. Bought back at 11, fee 110: 810.
    capital: 1210,
    costs: { feeBasisPoints: 1000, slippageBasisPoints: 1000 },
    bars: `
      S  10 10 10 10  1020
      -  10 10 10 10   810`,
    trades: 'short 0@9 1@11 rule -400',
  },
  'earns short what the price falls': {
    bars: `
      S  100 110  90  90  1100
      -   80  80  80  80  1200`,
    trades: 'short 0@100 1@80 rule 200',
  },
  'turns around at one open': {
    // 10 long sold at 110: 1100; 10 short at 110, bought back at 99.
    bars: `
      L  100 110 100 110  1100
      S  110 110 100 100  1200
      -   99  99  99  99  1210`,
    trades: `
      long 0@100 1@110 rule 100
      short 1@110 2@99 rule 110`,
  },
  'enters again with what is left': {
    bars: `
      L  10 10 10 10  1000
      -   5  5  5  5   500
      L  10 12 10 12   600`,
    trades: `
      long 0@10 1@5 rule -500
      long 2@10 end@12 open 100`,
  },
  'values what is open at the end at the last close, without a sale': {
    // The fee of the purchase alone: 100 · 15 - 1010.
    capital: 1010,
    costs: { feeBasisPoints: 100 },
    bars: `
      L  10 12 10 12  1200
      L  12 15 12 15  1500`,
    trades: 'long 0@10 end@15 open 490',
  },
  'enters at the open of the last bar': {
    bars: `
      -  10 10 10 10
      L  10 20 10 20  2000`,
    trades: 'long 1@10 end@20 open 1000',
  },
  'leaves at the open of the last bar': {
    bars: `
      L  10 10 10 10
      -  20 30 20 30  2000`,
    trades: 'long 0@10 1@20 rule 1000',
  },
  'has one bar': {
    bars: 'L  10 12 10 12  1200',
    trades: 'long 0@10 end@12 open 200',
  },
  'has one bar and no order': {
    bars: '-  10 12 10 12  1000',
    trades: '',
  },
  'a price that never moves': {
    bars: `
      L  10 10 10 10  1000
      L  10 10 10 10  1000
      -  10 10 10 10  1000`,
    exits: { stopLoss: 0.01, takeProfit: 0.01 },
    trades: 'long 0@10 2@10 rule 0',
  },
  'a price that only rises, held short': {
    bars: `
      S  10 11 10 11  900
      S  11 12 11 12  800
      -  12 12 12 12  800`,
    trades: 'short 0@10 2@12 rule -200',
  },
  'a price that falls to nothing': {
    // Nothing is left to buy with.
    bars: `
      L  10 10  5  5  500
      L   5  5  0  0    0
      -   0  0  0  0    0
      L   8  9  8  9    0`,
    trades: 'long 0@10 2@0 rule -1000',
  },
  'buys nothing at a price of zero, and waits': {
    bars: `
      L  0 4 0 4  1000
      L  5 6 5 6  1200`,
    trades: 'long 1@5 end@6 open 200',
  },
  'takes the whole profit of a short position at zero': {
    bars: `
      S  10 10 5 5  1500
      -   0  0 0 0  2000`,
    trades: 'short 0@10 1@0 rule 1000',
  },

  'a stop within the bar fills at its level': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101 99 100  1000
      L  100 102 89  95   900`,
    trades: 'long 0@100 1@90 stop -100',
  },
  'a stop may be reached in the bar of the entry': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101 90 95  900
      L   95  99 95 99  900`,
    trades: 'long 0@100 0@90 stop -100',
  },
  'a stop is counted from the open, before costs': {
    // Bought at 101, stopped at 90 · 0.99.
    exits: { stopLoss: 0.1 },
    costs: { slippageBasisPoints: 100 },
    capital: 1010,
    bars: `
      L  100 101 90.5 95
      L   95  95 90   95  891`,
    trades: 'long 0@101 1@89.1 stop -119',
  },
  'a gap through the stop fills at the open, worse than the stop': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101 99 100
      L   80 120 70 110  800`,
    trades: 'long 0@100 1@80 stop -200',
  },
  'a gap through the stop of a short position': {
    exits: { stopLoss: 0.1 },
    bars: `
      S  100 101 99 100
      S  130 130 90  90  700`,
    trades: 'short 0@100 1@130 stop -300',
  },
  'a stop of a short position fills at its level': {
    exits: { stopLoss: 0.1 },
    bars: `
      S  100 109 99 100
      S  100 110 90  95  900`,
    trades: 'short 0@100 1@110 stop -100',
  },
  'a target within the bar fills at its level': {
    exits: { takeProfit: 0.1 },
    bars: `
      L  100 105 99 100
      L  100 115 99 114  1100`,
    trades: 'long 0@100 1@110 target 100',
  },
  'a gap through the target fills at the open, better than the target': {
    exits: { takeProfit: 0.1 },
    bars: `
      L  100 105 99 100
      L  120 125 99 100  1200`,
    trades: 'long 0@100 1@120 target 200',
  },
  'a target of a short position': {
    exits: { takeProfit: 0.1 },
    bars: `
      S  100 105 91 100
      S   95  99 90  98  1100`,
    trades: 'short 0@100 1@90 target 100',
  },
  'stop and target within one bar: the stop comes first': {
    exits: { stopLoss: 0.1, takeProfit: 0.1 },
    bars: `
      L  100 101 99 100
      L  100 115 85 114  900`,
    trades: 'long 0@100 1@90 stop -100',
  },
  'stop and target within one bar of a short position: the stop comes first': {
    exits: { stopLoss: 0.1, takeProfit: 0.1 },
    bars: `
      S  100 101 99 100
      S  100 115 85  86  900`,
    trades: 'short 0@100 1@110 stop -100',
  },
  'stop and target within one bar, for those who want to see the better one': {
    exits: { stopLoss: 0.1, takeProfit: 0.1, withinBar: 'target-first' },
    bars: `
      L  100 101 99 100
      L  100 115 85 114  1100`,
    trades: 'long 0@100 1@110 target 100',
  },
  'a gap through the target comes before a stop later in the bar': {
    // The open is the first price of a bar: that much of its path is known.
    exits: { stopLoss: 0.1, takeProfit: 0.1 },
    bars: `
      L  100 101 99 100
      L  112 115 85  90  1120`,
    trades: 'long 0@100 1@112 target 120',
  },
  'an order at the open comes before a stop at the same open': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101 99 100
      -   80  80 80  80  800`,
    trades: 'long 0@100 1@80 rule -200',
  },
  'what a stop has closed is not entered again until another side was wanted': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101  90  95  900
      L   95  99  95  99  900
      -   99  99  99  99  900
      L  100 110 100 110  990`,
    trades: `
      long 0@100 0@90 stop -100
      long 3@100 end@110 open 90`,
  },
  'after a stop the other side may be entered at once': {
    exits: { stopLoss: 0.1 },
    bars: `
      L  100 101  90  95  900
      S   90  90  80  81  990`,
    trades: `
      long 0@100 0@90 stop -100
      short 1@90 end@81 open 90`,
  },
  'holds over so many closes at most, and leaves at the next open': {
    exits: { maxBars: 2 },
    bars: `
      L  100 100 100 100
      L  100 100 100 100
      L  105 109 105 109  1050
      L  110 120 110 120  1050`,
    trades: 'long 0@100 2@105 max-bars 50',
  },
  'holds over one close': {
    exits: { maxBars: 1 },
    bars: `
      L  100 100 100 100
      L  105 109 105 109  1050
      -  110 120 110 120  1050
      L  100 100 100 100  1050
      L  110 110 110 110  1155`,
    trades: `
      long 0@100 1@105 max-bars 50
      long 3@100 4@110 max-bars 105`,
  },

  'a short squeeze to ruin: bought back with all there is, and nothing after': {
    // 10 short at 100: 2000 in cash buys back at 200 at most.
    bars: `
      S  100 120 100 120  800
      S  130 250 130 110    0
      L   50  99  50  99    0`,
    trades: 'short 0@100 1@200 ruin -1000',
  },
  'a gap beyond ruin': {
    bars: `
      S  100 120 100 120  800
      S  300 300 150 150    0`,
    trades: 'short 0@100 1@300 ruin -1000',
  },
  'a stop nearer than ruin saves what is left': {
    exits: { stopLoss: 0.5 },
    bars: `
      S  100 120 100 120
      S  130 250 130 110  500`,
    trades: 'short 0@100 1@150 stop -500',
  },
  'a stop that a gap has jumped over, to ruin': {
    exits: { stopLoss: 0.5 },
    bars: `
      S  100 120 100 120
      S  250 250 150 150  0`,
    trades: 'short 0@100 1@250 ruin -1000',
  },
  'an order to leave that a gap has ruined': {
    bars: `
      S  100 120 100 120
      -  250 250 150 150  0`,
    trades: 'short 0@100 1@250 ruin -1000',
  },
  'pays for borrowed shares by the day, on their value at the last close': {
    // 10 · 110 · 36.525 % / 365.25 = 1.1 for the first night, 10 · 100 / 1000 = 1 for the second.
    costs: { borrowBasisPoints: 3652.5 },
    bars: `
      S  100 110 100 110  900
      S  110 110 100 100  998.9
      -   90  90  90  90  1097.9`,
    trades: 'short 0@100 2@90 rule 97.9',
  },
  'pays nothing for shares of its own': {
    costs: { borrowBasisPoints: 3652.5 },
    bars: `
      L  100 110 100 110  1100
      -  110 110 110 110  1100`,
    trades: 'long 0@100 1@110 rule 100',
  },

  'puts in a share of the capital': {
    sizing: { share: 0.25 },
    bars: `
      L  100 120 100 120  1050
      -  120 120 120 120  1050
      L  100 120 100 120  1102.5`,
    trades: `
      long 0@100 1@120 rule 50
      long 2@100 end@120 open 52.5`,
  },
  'puts in an amount, or what there is': {
    sizing: { amount: 900 },
    bars: `
      L  100 100 50 50  550
      -   50  50 50 50  550
      L  100 110 99 110  605`,
    trades: `
      long 0@100 1@50 rule -450
      long 2@100 end@110 open 55`,
  },
  'puts in the share of the bar, and waits where there is none': {
    sizing: { shares: Float64Array.of(NaN, 0, 0.5) },
    bars: `
      L  100 100 100 100  1000
      L  100 100 100 100  1000
      L  100 120 100 120  1100`,
    trades: 'long 2@100 end@120 open 100',
  },
};

describe.each([
  ['the simulator', runFast],
  ['its specification', runPlainSleeve as typeof runFast],
])('bars in, trades out: %s', (_, run) => {
  it.each(Object.entries(cases))('%s', (_title, given) => {
    check(run, given);
  });
});

const price = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: 0.001, max: 1000, noNaN: true }) },
  { weight: 5, arbitrary: fc.integer({ min: 90, max: 110 }) },
  { weight: 1, arbitrary: fc.constant(0) },
);
/** A bar: prices in any order, and the side that is wanted from its open on. */
const row = fc.tuple(fc.tuple(price, price, price, price), fc.constantFrom(-1, 0, 1, 1));
const rowsOf = fc.array(row, { minLength: 1, maxLength: 60 });
type Rows = readonly (readonly [readonly [number, number, number, number], number])[];

function barsOf(rows: Rows): Bars {
  const [open, second, third, close] = [0, 1, 2, 3].map((i) => Float64Array.from(rows, ([prices]) => prices[i]!));
  return {
    time: Float64Array.from(rows, (_, t) => (t + Math.floor(t / 5) * 2) * dayMs),
    open: open!,
    high: open!.map((o, t) => Math.max(o, second![t]!, third![t]!, close![t]!)),
    low: open!.map((o, t) => Math.min(o, second![t]!, third![t]!, close![t]!)),
    close: close!,
    volume: new Float64Array(rows.length),
  };
}

const ordersOf = (rows: Rows): Int8Array => Int8Array.from(rows, ([, side]) => side);

const basisPoints = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 300, noNaN: true }));
const costsOf = fc.record({
  feeBasisPoints: basisPoints,
  slippageBasisPoints: basisPoints,
  spreadBasisPoints: basisPoints,
  borrowBasisPoints: basisPoints,
});
const level = fc.option(fc.double({ min: 0.001, max: 0.9, noNaN: true }), { nil: undefined });
const exitsOf: fc.Arbitrary<Exits> = fc
  .record({
    stopLoss: level,
    takeProfit: level,
    maxBars: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    withinBar: fc.constantFrom('stop-first' as const, 'target-first' as const),
  })
  .map((exits) => Object.fromEntries(Object.entries(exits).filter(([, value]) => value !== undefined)) as Exits);
const sizingOf: fc.Arbitrary<Sizing> = fc.oneof(
  fc.constant(allIn),
  fc.record({
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    amount: fc.oneof(fc.constant(Infinity), fc.double({ min: 1, max: 2000, noNaN: true })),
    shares: fc.option(
      fc
        .array(fc.double({ min: 0, max: 1 }), { minLength: 60, maxLength: 60 })
        .map((shares) => Float64Array.from(shares)),
    ),
  }),
);
const planOf = fc
  .tuple(costsOf, exitsOf, sizingOf)
  .map(([costs, exits, sizing]): SleevePlan => ({ charges: chargesOf(costs), exits, sizing }));

describe('whatever the bars and orders', () => {
  it('the simulator agrees with its specification in every bit of trades, equity, cash and costs', () => {
    const hash = ({ equity, cash, quantity, trades, ...totals }: PlainSleeve): string => {
      const columns = [equity, cash, quantity, Object.values<number>(totals)];
      const bits = (values: readonly unknown[]): Uint8Array =>
        bytesOf(Float64Array.from(values, (value) => (typeof value === 'number' ? value : NaN)));
      return [
        hashBytes(...columns.map(bits), ...trades.map((trade) => bits(Object.values(trade)))),
        hashJson(trades.map(({ side, exitReason, exitTime }) => [side, exitReason, exitTime])),
      ].join();
    };
    fc.assert(
      fc.property(rowsOf, planOf, (rows, plan) => {
        const [bars, orders] = [barsOf(rows), ordersOf(rows)];
        expect(hash(runFast(bars, orders, 1000, plan))).toBe(hash(runPlainSleeve(bars, orders, 1000, plan)));
      }),
      { seed: 10, numRuns: 3000 },
    );
  });

  it('equity is cash and position at every close and never below zero; profits and costs add up', () => {
    fc.assert(
      fc.property(rowsOf, planOf, (rows, plan) => {
        const bars = barsOf(rows);
        const { equity, cash, quantity, trades, fees } = runFast(bars, ordersOf(rows), 1000, plan);
        equity.forEach((value, t) => {
          expect(value).toBe(cash[t]! + quantity[t]! * bars.close[t]!);
          expect(value).toBeGreaterThanOrEqual(0);
        });
        const most = Math.max(1000, ...equity);
        const profit = trades.reduce((sum, trade) => sum + trade.profit, 0);
        expect(Math.abs(1000 + profit - equity.at(-1)!)).toBeLessThan(1e-9 * most);
        const paid = trades.reduce((sum, trade) => sum + trade.fees, 0);
        expect(Math.abs(fees - paid)).toBeLessThan(1e-9 * Math.max(most, paid));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('scrambling the bars after t changes nothing up to t', () => {
    fc.assert(
      fc.property(rowsOf, rowsOf, fc.nat(), planOf, (rows, other, at, plan) => {
        const cut = 1 + (at % rows.length);
        const mixed = rows.map((one, t) => (t < cut ? one : (other[t % other.length] ?? one)));
        const [before, after] = [rows, mixed].map((r) => runFast(barsOf(r), ordersOf(r), 1000, plan));
        const past = ({ equity, trades }: PlainSleeve): unknown => [
          equity.slice(0, cut),
          trades.filter(({ exitTime }) => exitTime !== null && exitTime <= barsOf(rows).time[cut - 1]!),
        ];
        expect(past(after!)).toEqual(past(before!));
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('costs only ever lower the equity, and never change which trades are made', () => {
    fc.assert(
      fc.property(rowsOf, costsOf, costsOf, exitsOf, sizingOf, (rows, costs, more, exits, sizing) => {
        const bars = barsOf(rows);
        const run = (charged: Costs): PlainSleeve =>
          runFast(bars, ordersOf(rows), 1000, { charges: chargesOf(charged), exits, sizing });
        const cheap = run(costs);
        const dear = run({
          feeBasisPoints: costs.feeBasisPoints + more.feeBasisPoints,
          slippageBasisPoints: costs.slippageBasisPoints + more.slippageBasisPoints,
          spreadBasisPoints: costs.spreadBasisPoints + more.spreadBasisPoints,
          borrowBasisPoints: costs.borrowBasisPoints + more.borrowBasisPoints,
        });
        expect(dear.equity.at(-1)!).toBeLessThanOrEqual(cheap.equity.at(-1)! * (1 + 1e-12) + 1e-9);
        const entries = (trades: readonly Trade[]): unknown => trades.map((t) => [t.side, t.entryTime]);
        // Unless one of them is ruined.
        if (![...cheap.trades, ...dear.trades].some(({ exitReason }) => exitReason === 'ruin')) {
          expect(entries(dear.trades)).toEqual(entries(cheap.trades));
        }
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('twice the capital makes the same trades at twice the size', () => {
    fc.assert(
      fc.property(
        rowsOf,
        costsOf,
        exitsOf,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (rows, costs, exits, share) => {
          const bars = barsOf(rows);
          const plan: SleevePlan = { charges: chargesOf(costs), exits, sizing: { ...allIn, share } };
          const [one, two] = [1000, 2000].map((capital) => runFast(bars, ordersOf(rows), capital, plan));
          expect(two!.equity).toEqual(one!.equity.map((value) => 2 * value));
          expect(two!.trades.map((t) => [t.profit, t.return])).toEqual(
            one!.trades.map((t) => [2 * t.profit, t.return]),
          );
        },
      ),
      { seed: 14, numRuns: 500 },
    );
  });
});
