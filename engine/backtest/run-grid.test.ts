import { describe, expect, it } from 'vitest';
import type { GridAxis, GridResult, PriceRule } from '#contract/backtest.ts';
import type { Bars } from '#contract/bars.ts';
import type { Progress } from '#contract/progress.ts';
import { systemClock } from '../kernel/clock.ts';
import { createRandom } from '../kernel/random.ts';
import { dayMs } from './market.test-data.ts';
import type { Market } from './market.ts';
import { openPriceMarket } from './price-market.ts';
import { runBacktest } from './run-backtest.ts';
import { runGrid } from './run-grid.ts';
import { plainSettings, type BacktestSettings } from './settings.ts';

const free = { feeBasisPoints: 0, slippageBasisPoints: 0 };
const crossover: PriceRule = { kind: 'ma-crossover', average: 'sma', fastBars: 5, slowBars: 20, short: true };

/** A walk whose drift turns between `drift` and its negative at random, every 50 bars on average. */
function walk(seed: number, count: number, drift = 0): Bars {
  const random = createRandom(seed);
  const [open, high, low, close] = [0, 0, 0, 0].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let price = 100;
  let trend = drift;
  for (let t = 0; t < count; t++) {
    if (random.uniform() < 0.02) trend = -trend;
    open[t] = price;
    price *= Math.exp(trend + 0.01 * random.normal());
    close[t] = price;
    high[t] = Math.max(open[t]!, price) * (1 + 0.003 * random.uniform());
    low[t] = Math.min(open[t]!, price) * (1 - 0.003 * random.uniform());
  }
  return { time: Float64Array.from({ length: count }, (_, t) => t * dayMs), open, high, low, close, volume: close };
}

function marketOf(rule: PriceRule, histories: readonly Bars[]): Market {
  return openPriceMarket(
    rule,
    histories.map((bars, i) => ({
      instrument: { symbol: `S${i}`, currency: 'XXX', simulated: true },
      ...{ timeframe: '1d' as const, bars, series: {}, dataHash: '' },
    })),
    {},
  );
}

async function run(
  market: Market,
  axes: readonly GridAxis[],
  settings: Partial<BacktestSettings> = {},
  trials = 1,
): Promise<GridResult> {
  const grid = runGrid(market, { ...plainSettings, costs: free, ...settings }, axes, trials, systemClock, undefined);
  for (;;) {
    const step = await grid.next();
    if (step.done) return step.value;
  }
}

const axes: readonly GridAxis[] = [
  { parameter: 'fastBars', values: [2, 5, 10, 20] },
  { parameter: 'slowBars', values: [10, 20, 40, 80] },
];

describe('a grid', () => {
  const later = walk(2, 300);
  const histories = [walk(1, 400), { ...later, time: later.time.map((time) => time + 40.5 * dayMs) }];
  const settings: BacktestSettings = {
    ...plainSettings,
    costs: { feeBasisPoints: 5, slippageBasisPoints: 5, borrowBasisPoints: 100 },
    exits: { stopLoss: 0.04, withinBar: 'stop-first' },
  };

  it.each<[PriceRule, readonly GridAxis[]]>([
    [crossover, axes],
    [{ ...crossover, average: 'ema' }, axes],
    [
      { kind: 'rsi-reversal', bars: 14, oversold: 30, exit: 50, overbought: 70, short: true },
      [
        { parameter: 'bars', values: [3, 14] },
        { parameter: 'oversold', values: [20, 35] },
        { parameter: 'exit', values: [40, 55] },
      ],
    ],
    [
      { kind: 'donchian-breakout', enterBars: 20, exitBars: 10, short: true },
      [{ parameter: 'enterBars', values: [5, 10, 40] }],
    ],
  ])('gives each cell of %o what a backtest alone gives, bit by bit', async (rule, along) => {
    for (const some of [histories.slice(0, 1), histories]) {
      const { cells, best, trials } = await run(marketOf(rule, some), along, settings);
      const places = along.reduce<Record<string, number>[]>(
        (all, { parameter, values }) => all.flatMap((cell) => values.map((value) => ({ ...cell, [parameter]: value }))),
        [{}],
      );
      let ran = 0;
      places.forEach((place, index) => {
        const alone = { ...rule, ...place };
        if (alone.kind === 'ma-crossover' && alone.fastBars >= alone.slowBars) {
          expect([cells.totalReturn[index], cells.trades[index]]).toEqual([null, null]);
          return;
        }
        ran++;
        const { strategy } = runBacktest(marketOf(alone, some), settings, { trials: 1 });
        expect(cells.totalReturn[index]).toBe(strategy.totalReturn);
        expect(cells.sharpe[index]).toBe(strategy.sharpe);
        expect(cells.maxDrawdown[index]).toBe(strategy.maxDrawdown);
        expect(cells.trades[index]).toBe(strategy.trades);
      });
      expect(trials).toBe(ran);
      expect(cells.sharpe[best]).toBe(Math.max(...cells.sharpe.filter((sharpe) => sharpe !== null)));
    }
  });

  it('counts its cells in the evidence of the best, and measures their spread', async () => {
    const { result, trials, cells } = await run(marketOf(crossover, histories), axes, settings, 113);
    expect(trials).toBe(13);
    expect(result.evidence.trials).toBe(113);
    const ratios = cells.sharpe.filter((sharpe) => sharpe !== null);
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    const deviation = Math.sqrt(ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1));
    // About 2.54 deviations for 113 trials: (1 - γ) 2.37 + γ 2.71.
    expect(result.evidence.bestByLuck! / deviation).toBeCloseTo(2.56, 1);
  });

  it('says how far it is, and stops where it is told to', async () => {
    const controller = new AbortController();
    const grid = runGrid(
      ...([marketOf(crossover, histories), settings, axes, 1, systemClock] as const),
      controller.signal,
    );
    const first = await grid.next();
    expect(first.value as Progress).toMatchObject({ phase: 'trying parameters', done: 1, total: 13 });
    controller.abort();
    await expect(grid.next()).rejects.toMatchObject({ code: 'job/cancelled' });
  });

  it.each([
    [[{ parameter: 'quick', values: [1] }], 'backtest/unknown-parameter'],
    [[{ parameter: 'average', values: [1] }], 'backtest/unknown-parameter'],
    [[{ parameter: 'fastBars', values: [1.5] }], 'input/invalid'],
    [[{ parameter: 'fastBars', values: [20, 30] }], 'backtest/no-cells'],
  ])('refuses %o', async (wrong, code) => {
    await expect(run(marketOf(crossover, histories), wrong)).rejects.toMatchObject({ code });
  });

  it('refuses to vary the horizon of a model: a market has the forecasts of one', async () => {
    const rule = {
      kind: 'probability-threshold',
      model: 'm@1',
      horizonBars: 14,
      enterProbability: 0.55,
      exitProbability: 0.5,
      short: false,
    } as const;
    const market = { ...marketOf(crossover, histories), rule };
    await expect(run(market, [{ parameter: 'horizonBars', values: [1, 14] }])).rejects.toMatchObject({
      code: 'backtest/unknown-parameter',
    });
  });
});

describe('honesty of a search', () => {
  it('noise comes out as noise: the best of a grid is overfitted about half of the time, and no skill', async () => {
    const seeds = Array.from({ length: 40 }, (_, i) => 100 + i);
    let overfitting = 0;
    let found = 0;
    for (const seed of seeds) {
      const { overfitting: judged, result, trials } = await run(marketOf(crossover, [walk(seed, 800)]), axes, {}, 13);
      overfitting += judged!.probability / seeds.length;
      if (result.evidence.deflated! >= 0.95) found++;
      expect(trials).toBe(13);
    }
    expect(overfitting).toBeGreaterThan(0.4);
    expect(overfitting).toBeLessThan(0.65);
    expect(found / seeds.length).toBeLessThanOrEqual(0.05);
  });

  it('noise comes out as noise in a single backtest: at most one of twenty passes for skill', () => {
    let found = 0;
    for (let seed = 1000; seed < 1200; seed++) {
      const { evidence } = runBacktest(
        marketOf(crossover, [walk(seed, 400)]),
        { ...plainSettings, costs: free },
        { trials: 1 },
      );
      if (evidence.deflated! >= 0.95) found++;
    }
    // The nominal 5 % of 200, and two deviations of it.
    expect(found).toBeLessThanOrEqual(10 + 2 * Math.sqrt(200 * 0.05 * 0.95));
    expect(found).toBeGreaterThan(2);
  });

  it('an edge is found: trends that last', async () => {
    for (const seed of [1, 2, 3]) {
      const { overfitting, result } = await run(
        marketOf(crossover, [walk(seed, 2000, 0.004)]),
        [
          { parameter: 'fastBars', values: [2, 5, 10] },
          { parameter: 'slowBars', values: [15, 150, 250] },
        ],
        {},
        100,
      );
      expect(overfitting!.probability).toBeLessThan(0.1);
      expect(result.evidence.deflated).toBeGreaterThan(0.95);
      expect(result.evidence.interval!.low).toBeGreaterThan(0);
    }
  });
});
