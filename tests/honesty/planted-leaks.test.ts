import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InstrumentInput } from '#engine/features/dataset.ts';
import { featureKinds } from '#engine/features/feature-kinds.ts';
import { alterFuture, cutHistory, defaultSpec, scrambleAfter } from '#engine/features/invented-history.test-data.ts';
import { computeLabels, computeLogReturns } from '#engine/features/label.ts';
import { openNetwork, type InferenceNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { findLeak, type Rows } from './leak-check.ts';
import {
  BARS,
  dataset,
  featureRows,
  firstTestBar,
  forecastRows,
  history,
  onnx,
  scaledRows,
  spec,
} from './pipelines.test-data.ts';

let network: InferenceNetwork;
beforeAll(async () => {
  network = await openNetwork(onnx);
});
afterAll(() => network.close());

/** Twelve random bars behind the train part, each without a future and with another one. */
const random = createRandom(3);
const otherFutures = Array.from({ length: 12 }, () => {
  const cut = firstTestBar + random.integer(BARS - 1 - firstTestBar);
  return alterFuture(history, cut, random.integer(2 ** 31));
}).flat();

function column(compute: (close: Float64Array) => Float64Array) {
  return ({ bars }: InstrumentInput): Rows => ({ values: compute(bars.close), width: 1 });
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The classic ways to let the future in. Each one must be caught by the checks that the product passes. */
const planted: [name: string, derive: (input: InstrumentInput) => Rows | Promise<Rows>][] = [
  [
    'a shift by -1',
    column((close) => {
      const returns = computeLogReturns(close);
      return returns.map((_, t) => returns[t + 1] ?? NaN);
    }),
  ],
  ['a centred mean', column((close) => close.map((_, t) => mean(close.subarray(Math.max(0, t - 2), t + 3))))],
  [
    'a z-score over the whole sample',
    column((close) => {
      const level = mean(close);
      const deviation = Math.sqrt(mean(close.map((price) => (price - level) ** 2)));
      return close.map((price) => (price - level) / deviation);
    }),
  ],
  [
    'a gap filled from behind',
    ({ series }) => {
      // Every other stretch of five bars is without news.
      const filled = series!['sentiment']!.map((value, t) => (Math.floor(t / 5) % 2 === 0 ? NaN : value));
      for (let t = filled.length - 2; t >= 0; t--) if (Number.isNaN(filled[t])) filled[t] = filled[t + 1]!;
      return { values: filled, width: 1 };
    },
  ],
  [
    'weeks labelled by their first bar',
    column((close) => close.map((_, t) => close[Math.min(close.length - 1, t - (t % 5) + 4)]!)),
  ],
  ['a scaler fitted on all data', scaledRows({ ...dataset.split.train, to: Infinity })],
  ['the label among the features', column((close) => computeLabels(close, spec.label).logReturn)],
  [
    'a window that ends one bar late',
    (input) =>
      forecastRows({
        ...network,
        run: (windows) => {
          const lastRow = windows.features.length / windows.featureCount - 1;
          return network.run({ ...windows, ends: windows.ends.map((end) => Math.min(end + 1, lastRow)) });
        },
      })(input),
  ],
];

describe.each(['cut off', 'scrambled'])('by a future that is %s every planted leak is caught', (how) => {
  it.each(planted)('%s', async (_, derive) => {
    const futures = otherFutures.filter((future) => future.how === how);
    const leak = await findLeak(derive, history, futures);
    expect(leak).not.toBeNull();
    expect(leak!.bar).toBeLessThanOrEqual(leak!.lastKept);
  });
});

it('the same checks flag none of the built-in features, the scaled rows and the forecasts', async () => {
  const clean = [
    ...featureKinds.map((kind) => featureRows(defaultSpec(kind))),
    column((close) => computeLabels(close, spec.label).scale),
    scaledRows(dataset.split.train),
    forecastRows(network),
  ];
  for (const derive of clean) expect(await findLeak(derive, history, otherFutures)).toBeNull();
});

describe('the other futures are what they say', () => {
  it('the same bars up to the cut, and none or other ones behind it, on the same days', () => {
    const cut = 200;
    expect(cutHistory(history, 0, cut + 1).bars.close).toEqual(history.bars.close.slice(0, cut + 1));
    const scrambled = scrambleAfter(history, cut, 1);
    expect(scrambled.bars.time).toEqual(history.bars.time);
    for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) {
      expect(scrambled.bars[name].slice(0, cut + 1)).toEqual(history.bars[name].slice(0, cut + 1));
      expect(scrambled.bars[name].every((value, t) => t <= cut || value !== history.bars[name][t])).toBe(true);
    }
  });

  it('and fewer numbers than bars are no pass', async () => {
    const short = (): Rows => ({ values: [1, 2, 3], width: 1 });
    await expect(findLeak(short, history, otherFutures)).rejects.toThrow(RangeError);
  });
});
