import * as v from 'valibot';
import type { FeatureKindSummary } from '#contract/api/features.ts';
import type { RunDetails, RunSummary } from '#contract/api/runs.ts';
import type { NetworkNode, NodeShape, PresetSummary, SpecCheck } from '#contract/api/specs.ts';
import type { Bars } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Job } from '#contract/job.ts';
import {
  defaultCosts,
  modelSpecSchema,
  type Experiment,
  type HeadSpec,
  type LayerSpec,
  type ModelSpec,
} from '#contract/model-spec.ts';
import { describeFields, optionOf } from '#contract/spec-form.ts';
import { headNotes, layerNotes } from '#contract/spec-notes.ts';
import { cutPlaces, findBorders } from '#contract/split-places.ts';
import type { EpochRecord } from '#contract/training.ts';
import type { Answers } from './answers.ts';
import { createRandom, type InventedInstrument } from './invent-market.ts';
import { inventWalkForward, summariseWalkForward } from './invent-walk-forward.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 30, 12);

const priceLstm: ModelSpec = {
  format: 'almanac-model-spec/1',
  name: 'price-lstm',
  title: 'Price LSTM: distribution of the 14-bar return',
  timeframe: '1d',
  windowBars: 60,
  features: [
    { kind: 'return', scaler: 'standard', params: {}, optional: false },
    { kind: 'volume-change', scaler: 'standard', params: {}, optional: false },
    { kind: 'rsi', scaler: 'min-max', params: { bars: 14 }, optional: false },
    { kind: 'macd', scaler: 'standard', params: {}, optional: false, columns: ['line'] },
  ],
  label: { kind: 'forward-return', horizons: [14], volatilityBars: 60 },
  layers: [
    { kind: 'lstm', units: 128, returnSequences: true },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'lstm', units: 64, returnSequences: true },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'lstm', units: 32, returnSequences: false },
  ],
  head: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
  training: { learningRate: 0.001, batchSize: 32, epochs: 100, patience: 10, clipNorm: 1, strideBars: 1 },
};
const linear: ModelSpec = {
  ...priceLstm,
  name: 'linear',
  title: 'A straight line through the features',
  windowBars: 15,
  layers: [{ kind: 'flatten' }],
};
const bars = { default: 14, min: 2, max: 500, integer: true };
const kind = (
  name: string,
  group: string,
  needs = 'close',
  columns: readonly string[] = ['value'],
): FeatureKindSummary => ({
  kind: name,
  group,
  columns,
  parameters: ['return', 'volume-change', 'day-of-week'].includes(name) ? {} : { bars },
  needs,
  warmupBars: 14,
});
const features: FeatureKindSummary[] = [
  kind('day-of-week', 'calendar', 'calendar', ['sin', 'cos']),
  kind('series-level', 'external', 'series'),
  kind('rsi', 'momentum'),
  kind('stochastic', 'momentum', 'ohlc', ['k', 'd']),
  kind('return', 'return'),
  kind('macd', 'trend', 'close', ['line', 'signal', 'histogram']),
  kind('atr', 'volatility', 'ohlc'),
  kind('bollinger', 'volatility', 'close', ['position', 'width']),
  kind('volume-change', 'volume', 'volume'),
];

const presets: PresetSummary[] = [priceLstm, linear].map((spec) => ({
  name: spec.name,
  spec,
  parameterCount: drawNetwork(spec).reduce((sum, { parameters }) => sum + parameters, 0),
}));

function stepOf(layer: LayerSpec, input: NodeShape): { output: NodeShape; parameters: number } {
  const width = input.at(-1)!;
  const time = input.length === 2 ? input[0] : null;
  const keep = (wide: number): NodeShape => (time === null ? [wide] : [time, wide]);
  switch (layer.kind) {
    case 'lstm':
    case 'gru': {
      const ways = layer.bidirectional === true ? 2 : 1;
      const gates = layer.kind === 'lstm' ? 4 : 3;
      const wide = layer.units * ways;
      return {
        output: layer.returnSequences ? keep(wide) : [wide],
        parameters: ways * gates * layer.units * (width + layer.units + 1),
      };
    }
    case 'dense':
      return { output: keep(layer.units), parameters: layer.units * (width + 1) };
    case 'flatten':
      return { output: [width * (time ?? 1)], parameters: 0 };
    case 'pool':
      return { output: [width], parameters: 0 };
    case 'temporal-attention':
      return { output: [2 * width], parameters: layer.units * (width + 2) };
    case 'layer-norm':
      return { output: input, parameters: 2 * width };
    default:
      return { output: input, parameters: 0 };
  }
}

/** Roughly what the engine says: shapes and counts of the usual layers. */
function drawNetwork(spec: ModelSpec): NetworkNode[] {
  const columns = spec.features.reduce(
    (sum, feature) =>
      sum + (feature.columns ?? features.find((each) => each.kind === feature.kind)?.columns ?? ['']).length,
    0,
  );
  const nodes: NetworkNode[] = [
    {
      path: 'features',
      kind: 'input',
      input: [spec.windowBars, columns],
      output: [spec.windowBars, columns],
      parameters: 0,
      tensors: [],
    },
  ];
  for (const [i, layer] of spec.layers.entries()) {
    const input = nodes.at(-1)!.output;
    nodes.push({ path: `layers.${i}`, kind: layer.kind, input, ...stepOf(layer, input), tensors: [] });
  }
  const input = nodes.at(-1)!.output;
  const outputs = ('levels' in spec.head ? spec.head.levels.length : 1) * spec.label.horizons.length;
  nodes.push({
    path: 'head',
    kind: 'head',
    input,
    output: [outputs],
    parameters: outputs * (input.at(-1)! + 1),
    tensors: [],
  });
  return nodes;
}

function checkSpec(document: unknown): SpecCheck {
  const parsed = v.safeParse(modelSpecSchema, document);
  if (!parsed.success) {
    return {
      problems: parsed.issues.map((issue) => ({
        path: v.getDotPath(issue) ?? '',
        message: issue.message,
        hint: 'Correct this field.',
      })),
      spec: null,
      network: [],
      parameterCount: null,
      columns: null,
      warmupBars: null,
    };
  }
  const spec = parsed.output;
  const network = drawNetwork(spec);
  const last = network.at(-2)!;
  const ends = last.output.length === 1;
  return {
    problems: ends
      ? []
      : [{ path: 'head', message: 'expected a vector, found a sequence', hint: 'End the sequence before the head.' }],
    spec,
    network,
    parameterCount: ends ? network.reduce((sum, { parameters }) => sum + parameters, 0) : null,
    columns: network[0]!.output.at(-1)!,
    warmupBars: spec.label.volatilityBars + spec.windowBars,
  };
}

/** Losses that fall, and a validation loss that rises again behind the best epoch. */
function inventCurve(seed: number, epochs: number): EpochRecord[] {
  const random = createRandom(seed);
  return Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    trainLoss: 0.24 + 0.12 * Math.exp(-i / 7) - 0.0004 * i + 0.002 * random(),
    validationLoss: 0.262 + 0.1 * Math.exp(-i / 5) + 0.00035 * Math.max(0, i - 11) + 0.003 * random(),
    learningRate: 0.001 * 0.5 ** Math.floor(i / 10),
    seconds: 1.8 + 0.1 * random(),
  }));
}

function describeSplit({ time }: Bars, experiment: Experiment, instruments: number) {
  const horizon = experiment.spec.label.horizons.at(-1)!;
  const usable = time.length - experiment.spec.windowBars - 60 - horizon;
  return cutPlaces(findBorders(usable, experiment.split), experiment.split, horizon).map(({ name, first, last }) => ({
    name,
    from: time[first + experiment.spec.windowBars + 60]!,
    to: time[last + experiment.spec.windowBars + 60]!,
    samples: (last - first + 1) * instruments,
  }));
}

/** The queue and the runs in memory: a training that is queued trains, faster than any real one. */
export function createTrainingDouble(market: readonly InventedInstrument[]): Answers {
  const experiment = (more: Partial<Experiment> = {}): Experiment => ({
    format: 'almanac-experiment/1',
    instruments: market.slice(0, 8).map(({ symbol }) => symbol),
    spec: priceLstm,
    split: { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 },
    seed: 1,
    backend: 'native',
    costs: defaultCosts,
    ...more,
  });
  const runs: RunDetails[] = [];
  const addRun = (
    id: string,
    status: RunSummary['status'],
    more: Partial<RunDetails>,
    of = experiment(),
  ): RunDetails => {
    const curve = more.curve ?? [];
    const run: RunDetails = {
      id,
      kind: 'training',
      status,
      name: of.spec.name,
      symbols: of.instruments,
      backend: of.backend,
      seed: of.seed,
      epochs: curve.length,
      mostEpochs: of.spec.training.epochs,
      bestValidationLoss: curve.length === 0 ? null : Math.min(...curve.map(({ validationLoss }) => validationLoss)),
      model: null,
      error: null,
      createdAt: NOW,
      updatedAt: NOW,
      experiment: of,
      dataHashes: Object.fromEntries(of.instruments.map((symbol) => [symbol, '9c1e'.repeat(16)])),
      curve,
      ...more,
    };
    runs.unshift(run);
    return run;
  };
  addRun('r-linear', 'done', { curve: inventCurve(5, 60), createdAt: NOW - 200 * HOUR }, experiment({ spec: linear }));
  addRun('r-failed', 'failed', {
    createdAt: NOW - 90 * HOUR,
    error: 'The loss of epoch 3 is not a finite number.',
    curve: inventCurve(7, 2),
  });
  addRun(
    'r-stopped',
    'interrupted',
    { curve: inventCurve(3, 14), createdAt: NOW - 60 * HOUR },
    experiment({ seed: 3 }),
  );
  addRun(
    'r-two',
    'done',
    { curve: inventCurve(2, 31), createdAt: NOW - 50 * HOUR, model: 'price-lstm@2' },
    experiment({ seed: 2 }),
  );

  const walkForward = inventWalkForward(experiment(), market[0]?.bars.time ?? [0]);

  const listeners = new Set<() => void>();
  let queue: Job[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const put = (id: number, more: Partial<Job>): void => {
    queue = queue.map((job) => (job.id === id ? { ...job, ...more } : job));
    tell();
  };
  const inOrder = (): Job[] => {
    const order = { running: 0, queued: 1, done: 2, failed: 2, cancelled: 2 } as const;
    return queue.toSorted((a, b) => order[a.status] - order[b.status]);
  };
  const findJob = (id: number): Job => {
    const job = queue.find((each) => each.id === id);
    if (!job) throw new AppError('job/unknown', `There is no job ${id}.`, 'See the list of jobs.');
    return job;
  };
  const inputs = new Map<number, Experiment>();
  function work(): void {
    const job = queue.find(({ status }) => status === 'queued');
    if (!job || queue.some(({ status }) => status === 'running')) return;
    const of = inputs.get(job.id) ?? experiment();
    const curve = inventCurve(job.id, 40);
    const run = addRun(`r-job-${job.id}`, 'running', {}, of);
    put(job.id, { status: 'running', runId: run.id, startedAt: NOW });
    let epoch = 0;
    const timer = setInterval(() => {
      const at = runs.findIndex(({ id }) => id === run.id);
      if (findJob(job.id).status !== 'running' || epoch === curve.length) {
        clearInterval(timer);
        const isDone = epoch === curve.length;
        runs[at] = { ...runs[at]!, status: isDone ? 'done' : 'cancelled', ...(isDone && { model: 'price-lstm@2' }) };
        if (isDone) put(job.id, { status: 'done', result: { kind: 'train', model: 'price-lstm@2' }, endedAt: NOW });
        work();
        return;
      }
      epoch++;
      const reached = curve.slice(0, epoch);
      runs[at] = {
        ...runs[at]!,
        curve: reached,
        epochs: epoch,
        bestValidationLoss: Math.min(...reached.map(({ validationLoss }) => validationLoss)),
      };
      put(job.id, {
        epoch: curve[epoch - 1]!,
        progress: {
          phase: `training ${of.spec.name}`,
          done: epoch * 5000,
          total: of.spec.training.epochs * 5000,
          etaSeconds: (of.spec.training.epochs - epoch) * 1.8,
          detail: `epoch ${epoch} of at most ${of.spec.training.epochs}`,
        },
      });
    }, 250);
  }
  async function* watch(): AsyncGenerator<Job[], void, void> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        const listener = (): void => {
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      });
      yield inOrder();
      await changed;
    }
  }

  return {
    specs: {
      presets: () => Promise.resolve(presets),
      layerKinds: () =>
        Promise.resolve(
          (Object.keys(layerNotes) as LayerSpec['kind'][]).map((each) => ({
            kind: each,
            fields: describeFields(optionOf(modelSpecSchema.entries.layers.item, each)),
            ...layerNotes[each],
          })),
        ),
      heads: () =>
        Promise.resolve(
          (Object.keys(headNotes) as HeadSpec['kind'][]).map((each) => ({
            kind: each,
            fields: describeFields(optionOf(modelSpecSchema.entries.head, each)),
            ...headNotes[each],
          })),
        ),
      check: ({ spec }) => Promise.resolve(checkSpec(spec)),
    },
    features: { list: () => Promise.resolve(features) },
    experiments: {
      draft: ({ instruments, preset = 'price-lstm', ...wishes }) =>
        Promise.resolve(
          experiment({
            instruments,
            spec: presets.find(({ name }) => name === preset)!.spec,
            ...(wishes.seed !== undefined && { seed: wishes.seed }),
          }),
        ),
      estimate: ({ experiment: asked }) => {
        if (asked.spec.training.batchSize > 4096)
          throw new AppError(
            'training/not-enough-memory',
            'The training would take 41 GB of memory; this machine has 16 GB.',
            'Choose a smaller batch or a shorter window.',
          );
        return Promise.resolve({
          windowBytes: 6.1e7,
          networkBytes: 4.2e6,
          activationBytes: 1.9e8,
          machineBytes: 1.6e10,
          secondsPerEpoch: 1.8,
          epochs: asked.spec.training.epochs,
          split: describeSplit(market[0]!.bars, asked as Experiment, asked.instruments.length),
          parameterCount: 118_272,
        });
      },
      walkForwards: () => Promise.resolve([summariseWalkForward(walkForward)]),
      recallWalkForward: () => Promise.resolve(walkForward),
    },
    runs: {
      list: () => Promise.resolve(runs.toSorted((a, b) => b.createdAt - a.createdAt)),
      get: ({ id }) => {
        const run = runs.find((each) => each.id === id);
        if (!run) throw new AppError('run/unknown', `The workspace has no training ${id}.`, 'See the list of runs.');
        return Promise.resolve(run);
      },
    },
    jobs: {
      watch: () => Promise.resolve(watch()),
      enqueue: (request) => {
        const id = queue.length + 1;
        const of =
          request.kind === 'train' || request.kind === 'walk-forward'
            ? (request.input.experiment as Experiment)
            : experiment();
        inputs.set(id, of);
        const job: Job = {
          id,
          kind: request.kind,
          subject: of.spec.name,
          symbols: of.instruments,
          status: 'queued',
          progress: null,
          epoch: null,
          runId: null,
          result: null,
          error: null,
          createdAt: NOW,
          startedAt: null,
          endedAt: null,
        };
        queue = [...queue, job];
        tell();
        work();
        return Promise.resolve(job);
      },
      cancel: ({ id }) => {
        put(id, { status: 'cancelled', endedAt: NOW });
        return Promise.resolve(findJob(id));
      },
      resume: ({ id }) => {
        put(id, { status: 'queued', endedAt: null });
        work();
        return Promise.resolve(findJob(id));
      },
      reorder: ({ ids }) => {
        queue = [...ids.map(findJob), ...queue.filter(({ id }) => !ids.includes(id))];
        tell();
        return Promise.resolve(inOrder());
      },
    },
  };
}
