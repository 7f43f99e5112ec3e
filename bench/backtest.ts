/**
 * npm run bench:backtest: 1,000,000 orders over 1,000 instruments; one strategy over two years of minutes; a grid of 1,000
 * parameter sets. Beside vectorbt in turns where a Python that has it is found (ALMANAC_PYTHON, python3), and beside the
 * plain simulator that is the specification. Every engine's results are compared before its time counts. The bars are
 * simulated. Almanac runs on one thread.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PriceRule } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import { chargesOf } from '#engine/backtest/charges.ts';
import { openSpan } from '#engine/backtest/market.ts';
import { runPlainSleeve } from '#engine/backtest/plain-sleeve.test-data.ts';
import { openPriceMarket } from '#engine/backtest/price-market.ts';
import { runBacktest } from '#engine/backtest/run-backtest.ts';
import { runGrid } from '#engine/backtest/run-grid.ts';
import { plainSettings, type BacktestSettings } from '#engine/backtest/settings.ts';
import { simulate } from '#engine/backtest/simulate.ts';
import { runSleeve, type SleevePlan } from '#engine/backtest/sleeve.ts';
import { measureReturns, periodEnds, periodsPerYear } from '#engine/backtest/statistics/period-returns.ts';
import { summarise } from '#engine/backtest/summarise.ts';
import { TradeTape } from '#engine/backtest/trade-tape.ts';
import { systemClock } from '#engine/kernel/clock.ts';
import { listPythons, measureInTurns, printRows, startPython, type Contestant, type PythonScript } from './bench.ts';
import { simulateBars } from './simulate-bars.ts';

const INSTRUMENTS = 1000;
const BARS = 1000;
/** Two years of a market that never closes. */
const MINUTES = 1_051_200;
const GRID_BARS = 5000;
const REPETITIONS = 7;

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };
const crossover: PriceRule = { kind: 'ma-crossover', average: 'sma', fastBars: 50, slowBars: 200, short: false };
const settings: BacktestSettings = { ...plainSettings, costs };
const stopped: BacktestSettings = { ...settings, exits: { stopLoss: 0.02, withinBar: 'stop-first' } };

function marketOf(bars: Bars, timeframe: '1d' | '1m'): ReturnType<typeof openPriceMarket> {
  const instrument = { symbol: 'S', currency: 'XXX', simulated: true };
  return openPriceMarket(crossover, [{ instrument, timeframe, bars, series: {}, dataHash: '' }], {});
}

/** In turn bought with all capital and sold again, at every open. */
const everyBar = Int8Array.from({ length: BARS }, (_, t) => (t % 2 === 0 ? 1 : 0));
const plan: SleevePlan = {
  charges: chargesOf(costs),
  sizing: { share: 1, amount: Infinity, shares: null },
  exits: { withinBar: 'stop-first' },
};

const universe = Array.from({ length: INSTRUMENTS }, (_, i) => simulateBars(i, BARS));
const minutes: Bars = (() => {
  const bars = simulateBars(1, MINUTES);
  // Returns of a minute are a fortieth of those of a day.
  const calm = (column: Float64Array): Float64Array => column.map((price) => 100 * (price / 100) ** (1 / 40));
  return {
    time: bars.time.map((_, t) => t * 60_000),
    ...{ open: calm(bars.open), high: calm(bars.high), low: calm(bars.low), close: calm(bars.close) },
    volume: bars.volume,
  };
})();
const gridBars = simulateBars(2, GRID_BARS);
const fastValues = Array.from({ length: 20 }, (_, i) => 2 + 2 * i);
const slowValues = Array.from({ length: 50 }, (_, i) => 50 + 5 * i);

/** The value of all sleeves at the last close. */
const check = { orders: NaN, minutes: NaN, grid: NaN };

/** One tape and three columns for all: what a sleeve leaves is read before the next one runs. */
function runOrders(): number {
  const tape = new TradeTape();
  const equity = new Float64Array(INSTRUMENTS * BARS);
  const [cash, quantity] = [new Float64Array(BARS), new Float64Array(BARS)];
  let last = 0;
  universe.forEach((bars, i) => {
    const into = { equity: equity.subarray(i * BARS, (i + 1) * BARS), cash, quantity };
    runSleeve(bars, everyBar, 1000, plan, tape, into);
    last += into.equity[BARS - 1]!;
  });
  check.orders = last;
  return 2 * tape.count;
}

function runPlainOrders(): number {
  let trades = 0;
  let last = 0;
  for (const bars of universe) {
    const sleeve = runPlainSleeve(bars, everyBar, 1000, plan);
    trades += sleeve.trades.length;
    last += sleeve.equity.at(-1)!;
  }
  expectSame('the plain simulator', 'orders', last, 0);
  return 2 * trades;
}

/** From bars to trades, equity and all statistics of one strategy. */
function runMinutes(): number {
  const market = marketOf(minutes, '1m');
  const instruments = openSpan(market, stopped);
  for (const { decide } of instruments) decide(crossover);
  const traded = simulate(instruments, stopped.initialCapital, chargesOf(costs), stopped.exits);
  const ends = periodEnds(traded.time, '1m');
  const returns = measureReturns(traded.equity, ends, stopped.initialCapital);
  const { totalReturn } = summarise(
    ...([traded, stopped.initialCapital, returns, periodsPerYear(traded.time, ends, '1m')] as const),
  );
  check.minutes = totalReturn;
  return MINUTES;
}

/** All that "almanac backtest" shows: also buy & hold, four levels of costs, the bootstrap, every curve. */
function runWholeResult(): number {
  const { strategy } = runBacktest(marketOf(minutes, '1m'), stopped, { trials: 1 });
  if (strategy.totalReturn !== check.minutes) throw new Error('the whole result is another one');
  return MINUTES;
}

async function runWholeGrid(): Promise<number> {
  const grid = runGrid(
    marketOf(gridBars, '1d'),
    settings,
    [
      { parameter: 'fastBars', values: fastValues },
      { parameter: 'slowBars', values: slowValues },
    ],
    1000,
    systemClock,
    undefined,
  );
  for (;;) {
    const step = await grid.next();
    if (!step.done) continue;
    check.grid = step.value.cells.totalReturn.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);
    return step.value.trials;
  }
}

type Work = keyof typeof check;

function expectSame(engine: string, work: Work, value: number, tolerance: number): void {
  if (Math.abs(value - check[work]) <= tolerance * Math.abs(check[work])) return;
  throw new Error(`${work}: Almanac comes to ${check[work]}, ${engine} to ${value}`);
}

function ours(engine: string, work: () => number | Promise<number>): Contestant {
  return { engine, run: async () => work(), close: () => undefined };
}

function theirs(script: PythonScript, work: Work, amount: number, differs: string[]): Contestant {
  return {
    engine: `vectorbt ${(JSON.parse(script.greeting) as { version: string }).version}`,
    async run() {
      const answer = JSON.parse(await script.ask(work)) as { check: number };
      // Its stop is counted from the close of the bar of entry, ours from the open: the rest must be the same.
      if (work !== 'minutes') expectSame('vectorbt', work, answer.check, 1e-6);
      else if (differs.length === 0)
        differs.push(`total return ${check.minutes.toFixed(4)} and ${answer.check.toFixed(4)}`);
      return amount;
    },
    close: () => undefined,
  };
}

async function startVectorbt(folder: string): Promise<PythonScript | null> {
  const write = (name: string, columns: readonly Float64Array[]): void => {
    writeFileSync(
      join(folder, `${name}.bin`),
      Buffer.concat(columns.map((column) => Buffer.from(column.slice().buffer))),
    );
  };
  const matrix = (read: (bars: Bars) => Float64Array): Float64Array => {
    const rows = new Float64Array(BARS * INSTRUMENTS);
    universe.forEach((bars, i) => {
      read(bars).forEach((price, t) => {
        rows[t * INSTRUMENTS + i] = price;
      });
    });
    return rows;
  };
  write('orders', [matrix(({ open }) => open), matrix(({ close }) => close)]);
  write('minutes', [minutes.open, minutes.high, minutes.low, minutes.close]);
  write('grid', [gridBars.open, gridBars.high, gridBars.low, gridBars.close]);
  const cells = fastValues.flatMap((fast) => slowValues.map((slow) => [fast, slow]));
  const { fastBars: fast, slowBars: slow } = crossover as Extract<PriceRule, { kind: 'ma-crossover' }>;
  writeFileSync(
    join(folder, 'setup.json'),
    JSON.stringify({ instruments: INSTRUMENTS, bars: BARS, minutes: MINUTES, gridBars: GRID_BARS, fast, slow, cells }),
  );
  for (const python of listPythons()) {
    const script = await startPython(python, 'vectorbt-backtests.py', [folder]);
    if (script) return script;
  }
  return null;
}

const folder = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
const notes: string[] = [];
try {
  const script = await startVectorbt(folder);
  const differs: string[] = [];
  const beside = (work: Work, amount: number): Contestant[] => (script ? [theirs(script, work, amount, differs)] : []);
  const orders = INSTRUMENTS * BARS;
  const cells = fastValues.length * slowValues.length;
  const rows = [
    ...(await measureInTurns(
      '1,000,000 orders, 1,000 instruments × 1,000 bars',
      'orders/s',
      [ours('Almanac', runOrders), ...beside('orders', orders), ours('Almanac, plain simulator', runPlainOrders)],
      REPETITIONS,
    )),
    ...(await measureInTurns(
      'crossover with stop, 1,051,200 bars of a minute',
      'bars/s',
      [ours('Almanac', runMinutes), ours('Almanac, whole result', runWholeResult), ...beside('minutes', MINUTES)],
      REPETITIONS,
    )),
    ...(await measureInTurns(
      'grid of 1,000 crossovers × 5,000 bars',
      'cells/s',
      [ours('Almanac, with its overfitting', runWholeGrid), ...beside('grid', cells)],
      REPETITIONS,
    )),
  ];
  script?.close();
  const amounts: Readonly<Record<string, number>> = { 'orders/s': orders, 'bars/s': MINUTES, 'cells/s': cells };
  for (const { workload, engine, value, unit } of rows) {
    notes.push(`${workload}, ${engine}: ${((amounts[unit]! / value) * 1000).toFixed(0)} ms`);
  }
  if (script === null)
    notes.push('vectorbt was not measured: no Python that has it was found; ALMANAC_PYTHON can name one.');
  else
    notes.push(`With the stop, whose rules differ, they come to ${differs.join('')}; all other results are the same.`);
  printRows(rows, notes);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
