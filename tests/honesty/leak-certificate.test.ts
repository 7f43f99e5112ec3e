import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { leakCertificateSchema, leakStages } from '#contract/leak-certificate.ts';
import type { ModelSpec } from '#contract/model-spec.ts';
import { certify } from '#engine/evaluation/leak-certificate/certify.ts';
import { sealModel, type SealedModel } from '#engine/experiments/seal-model.ts';
import type { Dataset, InstrumentInput } from '#engine/features/dataset.ts';
import { featureKinds } from '#engine/features/feature-kinds.ts';
import { cutHistory, defaultSpec, inventHistory, shortSpec } from '#engine/features/invented-history.test-data.ts';
import { readLastWindow } from '#engine/forecast/last-window.ts';
import { makeForecasts } from '#engine/forecast/make-forecast.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { history, pool, runWithoutTraining, spec, withPipeline } from './pipelines.test-data.ts';

function certificateOf(modelSpec: ModelSpec, inputs: readonly InstrumentInput[], seed: number) {
  return withPipeline(modelSpec, inputs, ({ dataset, model, network }) => certify(dataset, model, network, seed));
}

describe('the certificate of an honest model is green', () => {
  it('with every built-in feature', async () => {
    const inputs = [21, 22].map((seed) => inventHistory(seed, 1100, `S${seed}`));
    const everything = shortSpec({ features: featureKinds.map((kind) => defaultSpec(kind)) });
    const { passed, leaks, checks } = await certificateOf(everything, inputs, 1);
    expect(leaks).toEqual([]);
    expect(passed).toBe(true);
    expect(checks.map(({ stage }) => stage)).toEqual(leakStages);
    for (const { comparisons } of checks) expect(comparisons).toBeGreaterThan(100);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('wherever the cuts lie: seed %d', async (seed) => {
    expect((await certificateOf(spec, pool, seed)).leaks).toEqual([]);
  });

  const horizons = [1, 3];
  const threshold = { unit: 'volatility', value: 0.4 } as const;
  const heads: [name: string, changes: Pick<ModelSpec, 'label' | 'head'>][] = [
    ['quantiles of two horizons', { label: { kind: 'forward-return', horizons, volatilityBars: 5 }, head: spec.head }],
    [
      'points',
      { label: { kind: 'forward-return', horizons, volatilityBars: 5 }, head: { kind: 'point', loss: 'huber' } },
    ],
    [
      'directions',
      { label: { kind: 'direction', horizons, volatilityBars: 5 }, head: { kind: 'sigmoid', classWeights: 'none' } },
    ],
    [
      'trends, with weighed classes',
      {
        label: { kind: 'trend', horizons, volatilityBars: 5, threshold },
        head: { kind: 'softmax', classWeights: 'balanced' },
      },
    ],
  ];
  it.each(heads)('with a head that says %s', async (_, changes) => {
    expect((await certificateOf({ ...spec, ...changes }, pool, 1)).leaks).toEqual([]);
  });

  it('where volume and a series begin late, but before the test part, and have gaps', async () => {
    const gaps = { ...history, series: { ...history.series! } };
    gaps.series['sentiment'] = gaps.series['sentiment']!.map((value, t) => (t % 40 === 7 ? NaN : value));
    gaps.bars = {
      ...history.bars,
      volume: history.bars.volume.map((volume, t) => (t < 100 || t % 9 === 0 ? 0 : volume)),
    };
    expect((await certificateOf(spec, [gaps], 2)).leaks).toEqual([]);
  });
});

it('is red, without a failure, where a feature was chosen for data that came later', async () => {
  const { bars } = history;
  const volume = bars.volume.map((value, t) => (t < bars.time.length - 2 ? 0 : value));
  const { leaks, passed } = await certificateOf(shortSpec(), [{ ...history, bars: { ...bars, volume } }], 1);
  expect(passed).toBe(false);
  expect(leaks).toContainEqual(
    expect.objectContaining({ stage: 'features', what: 'the choice of features', how: 'cut off' }),
  );
});

describe('what it looks at', () => {
  it('is at most eight instruments with three cuts each, all of them with windows in the test part', async () => {
    const many = Array.from({ length: 12 }, (_, i) => inventHistory(30 + i, 200, `S${i}`));
    const gone = [1, 2, 3].map((i) => cutHistory(inventHistory(50 + i, 200, `GONE${i}`), 0, 150));
    const { instruments, cuts } = await certificateOf(shortSpec(), [...gone, ...many], 5);
    expect(new Set(instruments).size).toBe(8);
    expect(instruments.filter((symbol) => symbol.startsWith('GONE'))).toEqual([]);
    expect(cuts).toBeGreaterThan(16);
    expect(cuts).toBeLessThanOrEqual(24);
    const others = await certificateOf(shortSpec(), [...gone, ...many], 6);
    expect(new Set(others.instruments)).not.toEqual(new Set(instruments));
  });
});

it('has more cuts each where there are few instruments', async () => {
  const { instruments, cuts } = await certificateOf(shortSpec(), [history], 1);
  expect(instruments).toEqual([history.symbol]);
  expect(cuts).toBeGreaterThan(8);
  expect(cuts).toBeLessThanOrEqual(12);
});

describe('a model is sealed with its certificate', () => {
  const { experiment, dataset, graph, trained } = runWithoutTraining(spec, [history]);
  const seal = (of: Dataset) => sealModel(experiment, {}, of, graph, trained, 0);

  /** The call of a sealed model on the last bar of the history. */
  async function callOf({ manifest, onnx }: SealedModel) {
    const network = await openNetwork(onnx);
    const whole = { ...manifest, version: 1 };
    const instrument = { symbol: history.symbol, currency: 'EUR', simulated: true };
    const window = readLastWindow(whole, { instrument, input: history, dataHash: '' });
    const [forecast] = await makeForecasts(whole, network, [window], { now: () => 0, newId: () => 'id' });
    await network.close();
    return forecast!;
  }

  it('a green one', async () => {
    const sealed = await seal(dataset);
    expect(sealed.manifest.certificate.passed).toBe(true);
    expect((await callOf(sealed)).abstentions.map(({ kind }) => kind)).not.toContain('leak');
  });

  it('a red one: that stops no training, and there is no call', async () => {
    const { train } = dataset.parts;
    const windows = { ...train.windows, labels: train.windows.labels.map((_, i, all) => all[i + 1] ?? 0) };
    const sealed = await seal({ ...dataset, parts: { ...dataset.parts, train: { ...train, windows } } });
    expect(sealed.manifest.certificate.passed).toBe(false);
    const forecast = await callOf(sealed);
    expect(forecast.abstentions).toContainEqual({ kind: 'leak', stages: ['purge'] });
    expect(forecast.grade).toBe('NO CALL');
  });
});

it('is the same for the same seed, and survives the bundle', async () => {
  const certificate = await certificateOf(spec, pool, 4);
  expect(await certificateOf(spec, pool, 4)).toEqual(certificate);
  expect(v.parse(leakCertificateSchema, JSON.parse(JSON.stringify(certificate)))).toEqual(certificate);
});
