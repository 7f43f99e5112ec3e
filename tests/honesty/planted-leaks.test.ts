import { describe, expect, it, vi } from 'vitest';
import type { Leak, LeakCertificate, LeakStage } from '#contract/leak-certificate.ts';
import type { ModelSpec } from '#contract/model-spec.ts';
import { certify } from '#engine/evaluation/leak-certificate/certify.ts';
import { balanceClasses } from '#engine/features/class-weights.ts';
import type * as ComputeFeatures from '#engine/features/compute-features.ts';
import { buildDataset } from '#engine/features/dataset.ts';
import type { FeatureInput } from '#engine/features/feature-kind.ts';
import { computeLabels, computeLogReturns } from '#engine/features/label.ts';
import type * as Scaler from '#engine/features/scalers/scaler.ts';
import { measurePriors } from '#engine/forecast/calibrator.ts';
import { inventedSplit } from '#engine/forecast/invented-model.test-data.ts';
import { pool, spec, withPipeline, type Pipeline } from './pipelines.test-data.ts';

/** Leaks in the code that the product itself runs, from the dataset to the forecast. */
interface Plant {
  /** Takes the place of the first column of the features. */
  readonly column?: (input: FeatureInput) => Float64Array;
  /** Fits scalers on all bars; 'unsaid': and they say that they were fitted on the train part. */
  readonly scalersOnAllData?: 'said' | 'unsaid';
}
const planted = vi.hoisted((): { now: Plant } => ({ now: {} }));

vi.mock('#engine/features/compute-features.ts', async (importOriginal) => {
  const original = await importOriginal<typeof ComputeFeatures>();
  const computeFeatures: typeof original.computeFeatures = (specs, input) => {
    const table = original.computeFeatures(specs, input);
    const { column } = planted.now;
    return column ? { ...table, columns: [column(input), ...table.columns.slice(1)] } : table;
  };
  return { ...original, computeFeatures };
});

vi.mock('#engine/features/scalers/scaler.ts', async (importOriginal) => {
  const original = await importOriginal<typeof Scaler>();
  const fitScaler: typeof original.fitScaler = (kind, column, time, train) => {
    const { scalersOnAllData } = planted.now;
    const to = scalersOnAllData ? time.at(-1)! : train.to;
    const scaler = original.fitScaler(kind, column, time, { ...train, to });
    return scalersOnAllData === 'unsaid' ? { ...scaler, fittedOn: { from: train.from, to: train.to } } : scaler;
  };
  return { ...original, fitScaler };
});

/** The certificate of a model that the product makes of the pool while a leak is planted. */
async function certifyWith(
  plant: Plant,
  spoil: (pipeline: Pipeline) => Pipeline = (clean) => clean,
  modelSpec: ModelSpec = spec,
) {
  planted.now = plant;
  try {
    return await withPipeline(modelSpec, pool, (pipeline) => {
      const { dataset, model, network } = spoil(pipeline);
      return certify(dataset, model, network, 3);
    });
  } finally {
    planted.now = {};
  }
}

function ofCloses(compute: (close: Float64Array) => Float64Array): Plant {
  return { column: ({ bars }) => compute(bars.close) };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The classic ways to let the future in through a feature. Each one must be caught by the product's certificate. */
const leakyFeatures: [name: string, plant: Plant][] = [
  [
    'a shift by -1',
    ofCloses((close) => {
      const returns = computeLogReturns(close);
      return returns.map((_, t) => returns[t + 1] ?? 0);
    }),
  ],
  ['a centred mean', ofCloses((close) => close.map((_, t) => mean(close.subarray(Math.max(0, t - 2), t + 3))))],
  [
    'a z-score over the whole sample',
    ofCloses((close) => {
      const level = mean(close);
      const deviation = Math.sqrt(mean(close.map((price) => (price - level) ** 2)));
      return close.map((price) => (price - level) / deviation);
    }),
  ],
  [
    'a gap filled from behind',
    {
      column: ({ series }) => {
        // Every other stretch of five bars is without news.
        const filled = series!['sentiment']!.map((value, t) => (Math.floor(t / 5) % 2 === 0 ? NaN : value));
        for (let t = filled.length - 2; t >= 0; t--) if (Number.isNaN(filled[t])) filled[t] = filled[t + 1]!;
        return filled.map((value) => (Number.isNaN(value) ? 0 : value));
      },
    },
  ],
  [
    'weeks labelled by their first bar',
    ofCloses((close) => close.map((_, t) => close[Math.min(close.length - 1, t - (t % 5) + 4)]!)),
  ],
  [
    'the label among the features',
    ofCloses((close) =>
      computeLabels(close, spec).horizons[0]!.logReturn.map((value) => (Number.isNaN(value) ? 0 : value)),
    ),
  ],
];

function leakingStages({ checks }: LeakCertificate): LeakStage[] {
  return checks.flatMap(({ stage, passed }) => (passed ? [] : [stage]));
}

describe('the certificate catches', () => {
  it.each(leakyFeatures)('%s, by a future that is cut off and by one that is scrambled', async (_, plant) => {
    const certificate = await certifyWith(plant);
    expect(certificate.passed).toBe(false);
    // What the features know, the forecasts know too. Of the windows a standard scaler undoes the z-score.
    expect(leakingStages(certificate)).toEqual(expect.arrayContaining(['features', 'forecasts']));
    for (const how of ['cut off', 'scrambled'] as const) {
      const leak = certificate.leaks.find((l) => l.stage === 'features' && l.how === how);
      expect(leak?.what).toBe('return');
      expect(leak!.bar).toBeLessThanOrEqual(leak!.cut);
    }
  });

  it('scalers fitted on all data, that say so', async () => {
    const certificate = await certifyWith({ scalersOnAllData: 'said' });
    // Such a model is not even asked for forecasts of the test part.
    expect(leakingStages(certificate)).toEqual(['windows', 'forecasts', 'fits']);
    expect(certificate.checks.find(({ stage }) => stage === 'forecasts')!.comparisons).toBe(0);
  });

  it('scalers fitted on all data, that say that they were fitted on the train part', async () => {
    const certificate = await certifyWith({ scalersOnAllData: 'unsaid' });
    expect(leakingStages(certificate)).toEqual(['windows', 'fits']);
    const hows = (stage: LeakStage): Set<Leak['how']> =>
      new Set(certificate.leaks.filter((leak) => leak.stage === stage).map(({ how }) => how));
    expect(hows('windows')).toEqual(new Set(['cut off', 'scrambled']));
    // Found in the matrix itself, not only in the last windows before a cut.
    expect(certificate.leaks.map(({ what }) => what)).toContain('scaled return');
    expect(hows('fits')).toEqual(new Set(['cut off']));
  });

  it('windows that end one bar late when the network is asked', async () => {
    const certificate = await certifyWith({}, (pipeline) => ({
      ...pipeline,
      network: {
        ...pipeline.network,
        run(windows) {
          const lastRow = windows.features.length / windows.featureCount - 1;
          return pipeline.network.run({ ...windows, ends: windows.ends.map((end) => Math.min(end + 1, lastRow)) });
        },
      },
    }));
    expect(leakingStages(certificate)).toEqual(['forecasts']);
    expect(certificate.leaks.map(({ how }) => how)).toEqual(['cut off', 'scrambled']);
  });

  it('windows that end one bar late in the dataset', async () => {
    const certificate = await certifyWith({}, (pipeline) => {
      const { dataset } = pipeline;
      const { test } = dataset.parts;
      const late = { ...test.windows, ends: test.windows.ends.map((end) => end + 1) };
      return { ...pipeline, dataset: { ...dataset, parts: { ...dataset.parts, test: { ...test, windows: late } } } };
    });
    expect(leakingStages(certificate)).toEqual(['windows', 'purge']);
  });

  it('labels that reach into the next part', async () => {
    // As if the border had been drawn without the purge: the train part of a split whose train part is longer.
    const certificate = await certifyWith({}, (pipeline) => {
      const { dataset } = pipeline;
      const { train } = buildDataset(spec, { ...inventedSplit, train: 0.53 }, pool).parts;
      return { ...pipeline, dataset: { ...dataset, parts: { ...dataset.parts, train } } };
    });
    expect(leakingStages(certificate)).toContain('purge');
    const found = certificate.leaks.map(({ what }) => what);
    expect(found).toEqual(expect.arrayContaining(['a window of the train part', 'a label of the train part']));
  });

  it('labels of a later bar than the one they stand for', async () => {
    const certificate = await certifyWith({}, (pipeline) => {
      const { dataset } = pipeline;
      const { calibration } = dataset.parts;
      const { labels } = calibration.windows;
      const windows = { ...calibration.windows, labels: labels.map((label, i) => labels[i + pool.length] ?? label) };
      return {
        ...pipeline,
        dataset: { ...dataset, parts: { ...dataset.parts, calibration: { ...calibration, windows } } },
      };
    });
    expect(leakingStages(certificate)).toEqual(['purge']);
    expect(certificate.leaks[0]!.what).toBe('a label over 3 bars of the calibration part');
  });

  it('a window that may be used because of what came later', async () => {
    const certificate = await certifyWith({}, (pipeline) => {
      const { dataset } = pipeline;
      const instruments = dataset.instruments.map((own) => {
        const usableRun = own.table.usableRun.map((run, t) => (t === 60 ? run + 1 : run));
        return { ...own, table: { ...own.table, usableRun } };
      });
      return { ...pipeline, dataset: { ...dataset, instruments } };
    });
    expect(leakingStages(certificate)).toEqual(['features']);
  });

  it.each<[string, (model: Pipeline['model'], split: Pipeline['dataset']['split']) => Partial<Pipeline['model']>]>([
    [
      'a scaler that says that it has seen the validation part',
      ({ scalers }, { validation }) => {
        const seen = scalers['LATE']!.map((scaler) => ({
          ...scaler,
          fittedOn: { ...scaler.fittedOn, to: validation.to },
        }));
        return { scalers: { ...scalers, LATE: seen } };
      },
    ],
    [
      'a calibrator that says that it has seen the test part',
      ({ calibrators }, { test }) => ({
        calibrators: calibrators.map((own) => ({ ...own, fittedOn: { ...own.fittedOn, to: test.from } })),
      }),
    ],
    [
      'a calibrator with the share of ups of other bars',
      ({ calibrators }) => ({ calibrators: calibrators.map((own) => ({ ...own, baseRate: own.baseRate + 0.01 })) }),
    ],
  ])('%s', async (_, change) => {
    const certificate = await certifyWith({}, (pipeline) => ({
      ...pipeline,
      model: { ...pipeline.model, ...change(pipeline.model, pipeline.dataset.split) },
    }));
    expect(leakingStages(certificate)).toContain('fits');
  });

  it.each(['said', 'unsaid'] as const)('a calibrator fitted on the test part, where that is %s', async (how) => {
    const certificate = await certifyWith({}, (pipeline) => {
      const { split, parts, instruments } = pipeline.dataset;
      const { origins, outcomesUntil } = parts.test;
      const up = origins.bar.filter((bar, i) => {
        const { close } = instruments[origins.instrument[i]!]!.input.bars;
        return close[bar + 3]! > close[bar]!;
      });
      const fittedOn = { from: split.test.from, to: outcomesUntil };
      const calibrators = pipeline.model.calibrators.map((calibrator) => ({
        ...calibrator,
        samples: origins.bar.length,
        baseRate: up.length / origins.bar.length,
        fittedOn: how === 'said' ? fittedOn : calibrator.fittedOn,
      }));
      return { ...pipeline, model: { ...pipeline.model, calibrators } };
    });
    expect(leakingStages(certificate)).toEqual(how === 'said' ? ['forecasts', 'fits'] : ['fits']);
    expect(certificate.leaks.map(({ what }) => what)).toEqual(['calibrator over 3 bars']);
  });
});

describe('of a network that learns classes the certificate catches', () => {
  const trends: ModelSpec = {
    ...spec,
    label: { kind: 'trend', horizons: [3], volatilityBars: 5, threshold: { unit: 'volatility', value: 0.4 } },
    head: { kind: 'softmax', classWeights: 'balanced' },
  };

  it('weights of classes that were counted on the test part', async () => {
    const certificate = await certifyWith(
      {},
      ({ dataset, ...rest }) => {
        const { labels, horizons } = dataset.parts.test.windows;
        return { ...rest, dataset: { ...dataset, classWeights: balanceClasses(labels, horizons, 3) } };
      },
      trends,
    );
    expect(leakingStages(certificate)).toEqual(['fits']);
    expect(certificate.leaks.map(({ what }) => what)).toEqual(['weights of classes', 'shares of classes']);
  });

  it('a calibrator that starts from the shares of the test part', async () => {
    const certificate = await certifyWith(
      {},
      ({ dataset, model, ...rest }) => {
        const priors = measurePriors(trends.label, dataset.parts.test.windows.labels, dataset.classWeights);
        const calibrators = model.calibrators.map((calibrator, h) =>
          calibrator.kind === 'classes' ? { ...calibrator, priors: priors![h]! } : calibrator,
        );
        return { ...rest, dataset, model: { ...model, calibrators } };
      },
      trends,
    );
    expect(certificate.leaks.map(({ what }) => what)).toEqual(['shares of classes']);
  });
});

it('the certificate flags nothing of the same pipeline without a leak', async () => {
  const certificate = await certifyWith({});
  expect(certificate.leaks).toEqual([]);
  expect(certificate.passed).toBe(true);
});
