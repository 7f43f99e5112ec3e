import { describe, expect, it } from 'vitest';
import type { InstrumentInput } from '#engine/features/dataset.ts';
import { featureKinds } from '#engine/features/feature-kinds.ts';
import { defaultSpec } from '#engine/features/invented-history.test-data.ts';
import { createEma } from '#engine/features/streams/ema.ts';
import { computeLabels } from '#engine/features/label.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { importHistory, importOtherFutures, type Splits } from './imported-history.test-data.ts';
import { findLeak, type Rows } from './leak-check.ts';
import { BARS, featureRows, forecastRows, history, spec, withPipeline } from './pipelines.test-data.ts';

/** Prices in ticks of 0.5, so that many are equal. */
const inTicks = (prices: Float64Array): Float64Array => prices.map((price) => Math.round(price * 2) / 2);

/** A thin instrument: a handful of shares a day, none on many days; and splits all along, one of them reverse. */
const thin: InstrumentInput = {
  ...history,
  bars: {
    time: history.bars.time,
    open: inTicks(history.bars.open),
    high: inTicks(history.bars.high),
    low: inTicks(history.bars.low),
    close: inTicks(history.bars.close),
    volume: history.bars.volume.map((v, t) => (t % 7 === 0 ? 0 : Math.floor(v / 20_000))),
  },
};
const splits: Splits = new Map([
  [60, 2],
  [150, 3],
  [240, 7],
  [290, 0.1],
  [315, 1.5],
]);
const imported = importHistory(thin, splits);

const random = createRandom(7);
const futuresFrom = (firstCut: number) =>
  Array.from({ length: 12 }, () => {
    const cut = firstCut + random.integer(BARS - 1 - firstCut);
    return importOtherFutures(thin, splits, cut, random.integer(2 ** 31));
  }).flat();
const otherFutures = futuresFrom(20);

/**
 * Files of two days give prices that differ by a constant factor, so they differ in the last bits; 1e-12
 * stands for values around zero. NaN, no value yet, equals itself.
 */
const agreesTo =
  (tolerance: number) =>
  (one = NaN, other = NaN): boolean =>
    Object.is(one, other) || Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other)) + 1e-12;

it('the import adjusts: the last bar stays, earlier ones differ from file to file', () => {
  expect(imported.bars.close[BARS - 1]).toBe(thin.bars.close[BARS - 1]! / (2 * 3 * 7 * 0.1 * 1.5));
  const [cut] = importOtherFutures(thin, splits, 200, 1);
  expect(cut!.input.bars.close[100]).toBeCloseTo(thin.bars.close[100]! / 6, 12);
  expect(cut!.input.bars.volume[59]).toBe(thin.bars.volume[59]! * 6);
  expect(imported.bars.volume[59]).toBeCloseTo(thin.bars.volume[59]! * 2 * 3 * 7 * 0.1 * 1.5, 12);
});

describe('whatever splits the future brings, up to now nothing changes in', () => {
  it.each(featureKinds.map((kind) => ({ name: kind.kind, kind })))('the feature $name', async ({ kind }) => {
    const derive = featureRows(defaultSpec(kind));
    expect(await findLeak(derive, imported, otherFutures, agreesTo(1e-9))).toBeNull();
  });

  it('the scale of the label', async () => {
    const derive = ({ bars }: InstrumentInput): Rows => ({
      values: computeLabels(bars.close, spec).horizons[0]!.scale,
      width: 1,
    });
    expect(await findLeak(derive, imported, otherFutures, agreesTo(1e-9))).toBeNull();
  });

  it('the forecasts, to the precision of the network', async () => {
    const leak = await withPipeline(spec, [history], (pipeline) => {
      const firstTestBar = history.bars.time.indexOf(pipeline.dataset.split.test.from);
      return findLeak(forecastRows(pipeline), imported, futuresFrom(firstTestBar), agreesTo(1e-4));
    });
    expect(leak).toBeNull();
  });
});

describe('a feature that knows the size of adjusted numbers is caught', () => {
  const planted: [name: string, derive: (input: InstrumentInput) => Rows][] = [
    [
      'ln((volume + 1) / (volume before + 1))',
      ({ bars: { volume } }) => ({
        values: volume.map((now, t) => Math.log((now + 1) / ((volume[t - 1] ?? NaN) + 1))),
        width: 1,
      }),
    ],
    ['ln(1 + volume)', ({ bars }) => ({ values: bars.volume.map(Math.log1p), width: 1 })],
    [
      'MACD in units of the price',
      ({ bars }) => {
        const [fast, slow] = [createEma(2), createEma(5)];
        return { values: bars.close.map((price) => fast.push(price) - slow.push(price)), width: 1 };
      },
    ],
  ];

  it.each(planted)('%s', async (_, derive) => {
    for (const how of ['cut off', 'scrambled'] as const) {
      const futures = otherFutures.filter((future) => future.how === how);
      expect(await findLeak(derive, imported, futures, agreesTo(1e-9))).not.toBeNull();
    }
  });
});
