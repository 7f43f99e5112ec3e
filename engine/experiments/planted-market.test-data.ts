import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment, ModelSpec } from '#contract/model-spec.ts';
import type { Engine } from '../boot.ts';
import { createRandom, permutation } from '../kernel/random.ts';
import { writeYahooCsv } from '../market-data/simulate/write-yahoo-csv.ts';
import { chooseBackend } from '../training/open-backend.ts';

const DAY_MS = 86_400_000;

/**
 * Imports an instrument whose sentiment of one day tells most of the return three days on. It is known on the bar after
 * its own, so the network has to remember it over one bar more; the linear models, which read the last row of a window,
 * cannot know it, and do not take the edge away. With `permuted` the same sentiments come on other days: what was planted is gone, and
 * every distribution is as it was. `from` leaves out the bars before it, `until`
 * those from there on.
 */
export async function importPlantedMarket(
  engine: Engine,
  folder: string,
  {
    bars,
    permuted = false,
    symbol = 'PLANTED',
    from = 0,
    until = bars,
  }: {
    readonly bars: number;
    readonly permuted?: boolean;
    readonly symbol?: string;
    readonly from?: number;
    readonly until?: number;
  },
): Promise<void> {
  const random = createRandom(11);
  const sentiment = Float64Array.from({ length: bars }, () => 2 * random.uniform() - 1);
  const close = new Float64Array(bars).fill(100);
  for (let t = 1; t < bars; t++) {
    const told = t >= 3 ? sentiment[t - 3]! : 0;
    close[t] = close[t - 1]! * Math.exp(0.012 * told + 0.006 * random.normal());
  }
  const order = permutation(bars, createRandom(12));
  // Rounding to cents must not make a day's high the lower one.
  const rounded = close.map((price) => Math.round(price * 100) / 100);
  const instrument = {
    symbol,
    bars: {
      time: Float64Array.from({ length: bars }, (_, t) => Date.UTC(2015, 0, 1) + t * DAY_MS),
      open: rounded,
      high: rounded,
      low: rounded,
      close: rounded,
      volume: new Float64Array(bars).fill(1000),
    },
    sentiment: {
      time: new Float64Array(0),
      value: permuted ? sentiment.map((_, t) => sentiment[order[t]!]!) : sentiment,
    },
    hiddenDrift: new Float64Array(bars),
    isPlanted: true,
  };
  const market = join(folder, 'market');
  mkdirSync(market, { recursive: true });
  const [header, ...rows] = writeYahooCsv(instrument).split('\n');
  writeFileSync(join(market, `${symbol}.csv`), [header, ...rows.slice(from, until)].join('\n'));
  await importMarket(engine, market);
}

/** Imports a folder of simulated prices, and does not listen. */
export async function importMarket(engine: Engine, folder: string): Promise<void> {
  const job = await engine.client.marketData.import({ paths: [folder], simulated: true });
  while (!(await job.next()).done);
}

const spec: ModelSpec = {
  format: 'almanac-model-spec/1',
  name: 'tiny',
  title: 'Tiny',
  timeframe: '1d',
  windowBars: 3,
  features: [
    { kind: 'return', scaler: 'standard', params: {}, optional: false },
    { kind: 'sentiment', scaler: 'standard', params: {}, optional: false },
  ],
  label: { kind: 'forward-return', horizons: [1], volatilityBars: 10 },
  layers: [{ kind: 'lstm', units: 4, returnSequences: false }],
  head: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
  training: { learningRate: 0.02, batchSize: 32, epochs: 8, patience: 8, clipNorm: 1, strideBars: 1 },
};

/** An experiment on it that trains within a second. */
export const tinyExperiment: Experiment = {
  format: 'almanac-experiment/1',
  instruments: ['PLANTED'],
  spec,
  split: { train: 0.5, validation: 0.15, calibration: 0.15, embargoBars: 2 },
  seed: 1,
  backend: chooseBackend(),
  costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
};
