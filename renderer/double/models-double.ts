import type { ListedModel, ModelCard, ModelComparison, RemovedModel } from '#contract/api/models.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import { AppError } from '#contract/errors.ts';
import type { Experiment } from '#contract/model-spec.ts';
import type { Answers } from './answers.ts';
import { inventedModel } from './invent-forecast.ts';

const estimate = (value: number, half: number) => ({ value, low: value - half, high: value + half });

/** An evaluation as that of the invented model, with this much accuracy over the best rule. */
function evaluate(horizonBars: number, skill: number): Evaluation {
  const [first] = inventedModel.evaluations;
  const edge = skill > 0.02 ? 'found' : 'none';
  const rules = { 'always-up': 0.529, 'always-down': 0.471, majority: 0.529, persistence: 0.503, momentum: 0.511 };
  return {
    ...first!,
    horizonBars,
    edge,
    unmet: edge === 'found' ? [] : ['skill', 'correlation'],
    skill: { ...estimate(skill, 0.019), versus: 'always-up' },
    direction: { name: 'model', accuracy: estimate(0.529 + skill, 0.021), mcc: estimate(4 * skill, 0.044) },
    baselines: Object.entries({ ...rules, logistic: 0.52, ridge: 0.518 }).map(([name, accuracy]) => ({
      name,
      accuracy: estimate(accuracy, 0.022),
      mcc: estimate((accuracy - 0.5) * 2, 0.04),
    })),
    probability: {
      ...first!.probability,
      brier: 0.2492 - skill / 6,
      reliability: [0.25, 0.35, 0.45, 0.55, 0.65, 0.75].map((at, i) => ({
        from: at - 0.05,
        to: at + 0.05,
        count: [180, 900, 2100, 1900, 880, 240][i]!,
        meanProbability: at,
        observedFrequency: at + [0.04, -0.02, 0.015, -0.01, 0.03, -0.05][i]!,
      })),
    },
    rolling: {
      nominal: 0.9,
      bars: 250,
      tolerance: 0.05,
      windows: 60,
      withinShare: 0.93,
      idealShare: 0.97,
      lowest: 0.86,
      highest: 0.95,
      instruments: 20,
      instrumentsWithin: 18,
      curve: Array.from({ length: 60 }, (_, i) => ({
        time: Date.UTC(2025, 8, 1) + i * 7 * 86_400_000,
        coverage: 0.9 + 0.03 * Math.sin(i / 7),
      })),
    },
  };
}

const epochs = Array.from({ length: 18 }, (_, i) => ({
  epoch: i + 1,
  trainLoss: 0.36 * 0.93 ** i + 0.24,
  validationLoss: 0.34 * 0.9 ** i + 0.265 + 0.0008 * Math.max(0, i - 11) ** 2,
  learningRate: 0.001,
  seconds: 1.2,
}));

const experiment: Experiment = {
  format: 'almanac-experiment/1',
  instruments: ['ALPH', 'BORA'],
  spec: {
    format: 'almanac-model-spec/1',
    name: 'price-lstm',
    title: 'Price LSTM',
    timeframe: '1d',
    windowBars: 60,
    features: [{ kind: 'return', params: {}, scaler: 'standard' }] as unknown as Experiment['spec']['features'],
    label: { kind: 'forward-return', horizons: [14], volatilityBars: 60 },
    layers: [
      { kind: 'lstm', units: 128, returnSequences: true },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'lstm', units: 64, returnSequences: false, bidirectional: true },
      { kind: 'dense', units: 32, activation: 'relu' },
    ],
    head: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
    training: { learningRate: 0.001, batchSize: 256, epochs: 60, patience: 8, clipNorm: 1, strideBars: 1 },
  },
  split: { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 },
  seed: 7,
  backend: 'native',
  costs: { feeBasisPoints: 5, slippageBasisPoints: 5 },
};

/** Models of two names: one of them went on from another, one came from a file, one leaks. */
export function createModelsDouble(symbols: readonly string[]): NonNullable<Answers['models']> {
  const make = (name: string, version: number, skill: number, changes: Partial<ListedModel> = {}): ListedModel => ({
    ...inventedModel,
    name,
    version,
    createdAt: inventedModel.createdAt - (3 - version) * 86_400_000 * 6,
    bundleHash: `${version}${name.length}ab`.repeat(16),
    symbols,
    horizons: [14, 28],
    evaluations: [evaluate(14, skill), evaluate(28, skill - 0.012)],
    training: { ...inventedModel.training, epochs },
    isActive: false,
    notes: '',
    tags: [],
    origin: 'trained',
    ...changes,
  });
  let models: ListedModel[] = [
    make('price-lstm', 2, 0.032, {
      isActive: true,
      tags: ['nightly'],
      notes: 'Went on from the first with the bars of autumn.',
      parent: { model: 'price-lstm@1', bundleHash: '1'.repeat(64) },
      // The views of forecasts look for this very horizon.
      horizons: [14],
      evaluations: [evaluate(14, 0.032)],
    }),
    make('price-lstm', 1, 0.004),
    make('guest <b>', 1, 0.018, {
      isActive: true,
      origin: 'imported',
      symbols: symbols.slice(0, 3),
      certificate: { ...inventedModel.certificate, passed: false },
    }),
  ];
  let promotions: string[] = [];
  let removed: (RemovedModel & { readonly listed: ListedModel })[] = [];
  const referenceOf = ({ name, version }: { name: string; version: number }): string => `${name}@${version}`;
  const find = (reference: string): ListedModel => {
    const found = models.find((each) => referenceOf(each) === reference || (each.name === reference && each.isActive));
    if (found) return found;
    throw new AppError('model/not-found', `The workspace has no model ${reference}.`, 'See the list of models.');
  };
  const activate = (name: string, version: number): void => {
    models = models.map((each) => (each.name === name ? { ...each, isActive: each.version === version } : each));
  };
  const describe = (model: ListedModel): ModelCard => ({
    ...model,
    experiment: { ...experiment, ...(model.parent ? { parent: model.parent } : {}) },
    split: (['train', 'validation', 'calibration', 'test'] as const).map((name, i) => ({
      name,
      from: Date.UTC(2017 + 2 * i, 0, 3),
      to: Date.UTC(2018 + 2 * i, 11, 12),
      samples: [28_400, 6100, 3900, 6200][i]!,
    })),
    dataHashes: Object.fromEntries(
      model.symbols.slice(0, 4).map((symbol) => [symbol, symbol.repeat(16).toLowerCase()]),
    ),
    networkHash: '77aa'.repeat(16),
    bytes: 486_000,
    almanacVersion: '0.1.0',
    versions: { almanac: '0.1.0', node: '24.21.0' },
    runId: model.origin === 'imported' ? null : `run-${model.version}`,
    lineage: model.parent
      ? [{ ...model.parent, here: models.some((m) => m.version === 1) ? model.parent.model : null }]
      : [],
    children: model.name === 'price-lstm' && model.version === 1 ? ['price-lstm@2'] : [],
    allVersions: models
      .filter(({ name }) => name === model.name)
      .map(({ version, createdAt, isActive }) => ({ version, createdAt, isActive, isRemoved: false })),
    forecasts: 412,
  });
  return {
    list: () => Promise.resolve({ models, unreadable: [] }),
    get: async ({ model }) => Promise.resolve(describe(find(model))),
    promote: async ({ model }) => {
      const { name, version } = find(model);
      promotions = [...promotions, referenceOf(models.find((each) => each.name === name && each.isActive)!)];
      activate(name, version);
      return Promise.resolve({ model });
    },
    rollBack: async ({ name }) => {
      const before = promotions.pop();
      if (before === undefined)
        throw new AppError('model/never-promoted', `No version of ${name} was promoted.`, 'Promote one first.');
      activate(name, Number(before.split('@')[1]));
      return Promise.resolve({ model: before });
    },
    annotate: async ({ model, notes, tags }) => {
      const found = find(model);
      const after = { ...found, notes: notes ?? found.notes, tags: tags ?? found.tags };
      models = models.map((each) => (each === found ? after : each));
      return Promise.resolve({ model, notes: after.notes, tags: after.tags });
    },
    remove: async ({ model }) => {
      const listed = find(model);
      const { name, version, createdAt } = listed;
      models = models.filter((each) => each !== listed);
      removed = [{ name, version, createdAt, removedAt: Date.now(), listed }, ...removed];
      return Promise.resolve(removed[0]!);
    },
    bringBack: async ({ model }) => {
      const found = removed.find((each) => referenceOf(each) === model);
      if (found) models = [...models, found.listed];
      removed = removed.filter((each) => each !== found);
      return Promise.resolve({ model });
    },
    removed: () => Promise.resolve(removed),
    import: async ({ path }) => {
      if (!path.endsWith('.almanac'))
        throw new AppError(
          'model/unreadable-bundle',
          `${path} is not a model bundle that can be used.`,
          'Choose another.',
        );
      models = [make('from-ana', 4, -0.006, { isActive: true, origin: 'imported' }), ...models];
      return Promise.resolve({ model: 'from-ana@4', isNew: true, isRenumbered: false });
    },
    offer: async ({ model }) =>
      Promise.resolve({
        link: `/files/0/${model}.almanac`,
        name: `${model.replace('@', '-v')}.almanac`,
        bytes: 486_000,
      }),
    compare: async ({ a, b, horizonBars = 14 }): Promise<ModelComparison> => {
      const [of, and] = [find(a), find(b)];
      const score = (name: ModelComparison['scores'][number]['name'], x: number, y: number, half: number) => {
        const difference = estimate(x - y, half);
        const isJudged = !name.startsWith('coverage') && !name.startsWith('width');
        const wins = name === 'accuracy' ? difference.low > 0 : difference.high < 0;
        const loses = name === 'accuracy' ? difference.high < 0 : difference.low > 0;
        return { name, a: x, b: y, difference, better: isJudged ? (wins ? 'a' : loses ? 'b' : null) : null } as const;
      };
      const [ofA, ofB] = [of.evaluations[0]!, and.evaluations[0]!];
      return Promise.resolve({
        a: referenceOf(of),
        b: referenceOf(and),
        horizonBars,
        timeframe: '1d',
        slice: ofA.slice,
        daysNeeded: 84,
        symbols: of.symbols,
        scores: [
          score('accuracy', ofA.direction.accuracy.value, ofB.direction.accuracy.value, 0.021),
          score('brier', ofA.probability.brier, ofB.probability.brier, 0.003),
          score('absolute-error', 0.0401, 0.0408, 0.0011),
          score('coverage-80', 0.804, 0.782, 0.017),
          score('width-80', 0.128, 0.122, 0.004),
        ],
      });
    },
  };
}
