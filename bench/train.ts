/**
 * npm run bench:train: training steps of seven networks on the native core, on TensorFlow.js, and on PyTorch where a
 * Python that has it is found (ALMANAC_PYTHON, python3); then the forward pass of the first network beside ONNX
 * Runtime. Data is random. The engines of a workload take turns, and with those of 1 and 3 the machine's rate of plain
 * matrix products, of which training reaches some share.
 * With --only 1,4: these workloads. With --quick: fewer and shorter turns.
 */
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import '#engine/inference/silence-telemetry.ts';
import ort from 'onnxruntime-node';
import * as v from 'valibot';
import { modelSpecSchema, type BackendName, type HeadSpec, type LayerSpec } from '#contract/model-spec.ts';
import { gatherWindows, type WindowSet } from '#engine/features/dataset.ts';
import { createRandom, type Random } from '#engine/kernel/random.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import type { TrainingSession } from '#engine/training/backend.ts';
import { hasNativeCore, loadNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import {
  listPythons,
  measureTogether,
  printRows,
  startPython,
  type BenchRow,
  type Contestant,
  type Workload,
} from './bench.ts';
import { countOperations, openPeakSgemm, type PeakSgemm } from './peak-sgemm.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '1,2,3,4,5,6,7,8' },
  },
});
const chosen = new Set(options.only.split(',').map(Number));
const REPETITIONS = options.quick ? 3 : 9;
const TURN_MS = options.quick ? 300 : 600;
/** Turns of TensorFlow.js, which lies so far behind that a rough number will do. */
const TFJS_REPETITIONS = options.quick ? 1 : 3;
/** Samples in a random set; an epoch of a turn may visit them several times. */
const SAMPLES = 2048;
const FORWARD_BATCH = 500;
const THREADS = [...new Set([1, availableParallelism()])];

const LEVELS = [0.025, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.975];
const horizons = { horizons: [14], volatilityBars: 60 };
const heads = {
  quantiles: { head: { kind: 'quantiles', levels: LEVELS }, label: { kind: 'forward-return', ...horizons } },
  classes: {
    head: { kind: 'softmax' },
    label: { kind: 'trend', ...horizons, threshold: { unit: 'volatility', value: 0.5 } },
  },
  direction: { head: { kind: 'sigmoid' }, label: { kind: 'direction', ...horizons } },
} satisfies Record<string, { head: Partial<HeadSpec>; label: unknown }>;

interface Training {
  readonly number: number;
  readonly name: string;
  readonly graph: Graph;
  readonly batchSize: number;
  /** How many times faster than PyTorch the native core is meant to be. */
  readonly target: number;
}

/** The graph of a spec as a user would write it; the features only have to be there, columns are given. */
function describeNetwork(
  windowBars: number,
  columns: number,
  batchSize: number,
  layers: readonly LayerSpec[],
  { head, label }: (typeof heads)[keyof typeof heads],
): { graph: Graph; batchSize: number } {
  const spec = v.parse(modelSpecSchema, {
    format: 'almanac-model-spec/1',
    name: 'bench',
    title: 'Bench',
    windowBars,
    features: [{ kind: 'return', scaler: 'standard' }],
    label,
    layers,
    head,
    training: { learningRate: 0.001, batchSize, epochs: 1, patience: 1, clipNorm: 1 },
  });
  return { graph: buildGraph(spec, columns), batchSize };
}

/** Three layers, of which the last gives its last step only. */
function stack(kind: 'lstm' | 'gru', units: readonly number[], others: { dropout?: number; both?: true }): LayerSpec[] {
  return units.flatMap((count, i): LayerSpec[] => {
    const returnSequences = i < units.length - 1;
    return [
      { kind, units: count, returnSequences, ...(others.both && { bidirectional: true }) },
      ...(others.dropout === undefined ? [] : [{ kind: 'dropout' as const, rate: others.dropout }]),
    ];
  });
}

const lstmLayers = stack('lstm', [128, 64, 32], { dropout: 0.2 });
const transformerBlock: LayerSpec = { kind: 'transformer-encoder', heads: 4, feedForward: 128, dropout: 0.1 };

const trainings: readonly Training[] = [
  {
    number: 1,
    name: 'LSTM 128-64-32, 60 × 5, batch 32',
    target: 5,
    ...describeNetwork(60, 5, 32, lstmLayers, heads.quantiles),
  },
  {
    number: 2,
    name: 'LSTM 128-64-32, 60 × 5, batch 256',
    target: 3.5,
    ...describeNetwork(60, 5, 256, lstmLayers, heads.quantiles),
  },
  {
    number: 3,
    name: 'LSTM 128-128, 30 × 95, 3 classes, batch 64',
    target: 3,
    ...describeNetwork(30, 95, 64, stack('lstm', [128, 128], {}), heads.classes),
  },
  {
    number: 4,
    name: 'GRU 128-64-32, 60 × 5, batch 32',
    target: 2,
    ...describeNetwork(60, 5, 32, stack('gru', [128, 64, 32], {}), heads.quantiles),
  },
  {
    number: 5,
    name: 'bidirectional LSTM 64-32, 60 × 5, batch 64',
    target: 2,
    ...describeNetwork(60, 5, 64, stack('lstm', [64, 32], { both: true }), heads.quantiles),
  },
  {
    number: 6,
    name: 'ALSTM 16, 15 × 11, batch 1024',
    target: 2,
    ...describeNetwork(
      15,
      11,
      1024,
      [
        { kind: 'dense', units: 16, activation: 'tanh' },
        { kind: 'lstm', units: 16, returnSequences: true },
        { kind: 'temporal-attention', units: 16 },
      ],
      heads.direction,
    ),
  },
  {
    number: 7,
    name: 'Transformer 64, 60 × 5, batch 64',
    target: 2,
    ...describeNetwork(
      60,
      5,
      64,
      [
        { kind: 'dense', units: 64, activation: 'linear' },
        { kind: 'positional-encoding' },
        transformerBlock,
        transformerBlock,
        { kind: 'layer-norm' },
        { kind: 'pool', how: 'last' },
      ],
      heads.quantiles,
    ),
  },
];
const FORWARD = 8;

function drawLabel(loss: Loss, random: Random): number {
  switch (loss.kind) {
    case 'cross-entropy':
      return Math.floor(random.uniform() * loss.classes);
    case 'bce':
      return random.uniform() < 0.5 ? 0 : 1;
    default:
      return random.normal();
  }
}

function drawWindows({ windowBars, featureCount, head }: Graph, samples: number): WindowSet {
  const random = createRandom(1);
  const rows = samples + windowBars - 1;
  return {
    features: Float32Array.from({ length: rows * featureCount }, () => random.normal()),
    featureCount,
    windowBars,
    ends: Int32Array.from({ length: samples }, (_, i) => i + windowBars - 1),
    horizons: head.horizons.length,
    labels: Float32Array.from({ length: samples * head.horizons.length }, () => drawLabel(head.loss, random)),
  };
}

/** A contestant whose turn lasts about TURN_MS: `work` does so many steps and returns how much that was. */
async function pace(
  engine: string,
  work: (steps: number) => Promise<number>,
  close: () => void,
  repetitions?: number,
): Promise<Contestant> {
  await work(1);
  const startedAt = performance.now();
  await work(1);
  const steps = Math.max(1, Math.round(TURN_MS / (performance.now() - startedAt)));
  return { engine, run: () => work(steps), close, ...(repetitions !== undefined && { repetitions }) };
}

/** Opens a session on some of the native core's threads, all of them where none are given. */
async function openSession(name: BackendName, graph: Graph, threads?: number): Promise<TrainingSession> {
  const before = process.env['ALMANAC_THREADS'];
  if (threads !== undefined) process.env['ALMANAC_THREADS'] = String(threads);
  try {
    return await (await openBackend(name)).open(graph, drawInitialWeights(graph, 1));
  } finally {
    if (before === undefined) delete process.env['ALMANAC_THREADS'];
    else process.env['ALMANAC_THREADS'] = before;
  }
}

async function openTrainer(name: BackendName, { graph, batchSize }: Training, threads?: number): Promise<Contestant> {
  const session = await openSession(name, graph, threads);
  const windows = drawWindows(graph, SAMPLES);
  const { signal } = new AbortController();
  const train = async (steps: number): Promise<number> => {
    const order = Int32Array.from({ length: steps * batchSize }, (_, i) => i % SAMPLES);
    await session.trainEpoch(
      windows,
      { order, batchSize, learningRate: 0.001, clipNorm: 1, dropoutSeed: 1 },
      { signal, onSamples: () => undefined },
    );
    return order.length;
  };
  const close = (): void => {
    session.dispose();
  };
  return pace(session.engine, train, close, name === 'tfjs' ? TFJS_REPETITIONS : undefined);
}

interface TorchTrainer {
  readonly contestant: Contestant;
  readonly python: string;
  readonly version: string;
  /** 1e9 operations a second in its own matrix products. */
  readonly productRate: number;
}

/** PyTorch in a process of its own, which waits while the others have their turn; null where there is none. */
async function openTorch({ graph, batchSize, name }: Training, threads: number): Promise<TorchTrainer | null> {
  const network = JSON.stringify({
    windowBars: graph.windowBars,
    featureCount: graph.featureCount,
    batchSize,
    layers: graph.layers.map(({ layer, input }) => ({ ...layer, inputSize: input.width })),
    loss: graph.head.loss,
    clipNorm: 1,
  });
  for (const python of listPythons()) {
    const script = await startPython(python, 'torch-networks.py', [network, String(threads)]);
    if (!script) continue;
    const greeting = v.object({ version: v.string(), parameters: v.number(), productRate: v.number() });
    const { version, parameters, productRate } = v.parse(greeting, JSON.parse(script.greeting));
    if (parameters !== graph.parameterCount) {
      throw new Error(`${name} has ${graph.parameterCount} parameters, and ${parameters} in PyTorch`);
    }
    const engine = `PyTorch ${version}, ${nameThreads(threads)}`;
    const train = async (steps: number): Promise<number> => Number(await script.ask(String(steps)));
    return { contestant: await pace(engine, train, script.close), python, version, productRate };
  }
  return null;
}

function nameThreads(threads: number): string {
  return `${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

const rows: BenchRow[] = [];
const notes = new Set<string>();
/** Whether a note says what PyTorch was found. */
let torchIsKnown = false;

/** The contestant, or null with a row and a note that say why there is none. */
async function tryOpen(
  workload: string,
  name: BackendName,
  open: () => Promise<Contestant>,
): Promise<Contestant | null> {
  let why: string;
  if (name === 'native' && !hasNativeCore()) why = 'there is no native core';
  else {
    try {
      return await open();
    } catch (cause) {
      why = cause instanceof Error ? cause.message : String(cause);
    }
  }
  rows.push({ workload, engine: name, value: NaN, unit: 'not built', ratio: NaN });
  notes.add(`${workload}, ${name}: ${why}.`);
  return null;
}

/** Processors that other programs keep busy, looked at while every engine of the bench waits. */
async function measureStrangers(): Promise<number> {
  const sum = (): { busy: number; all: number } => {
    let [busy, all] = [0, 0];
    for (const { times } of cpus()) {
      const total = times.user + times.nice + times.sys + times.idle + times.irq;
      busy += total - times.idle;
      all += total;
    }
    return { busy, all };
  };
  // Threads of the last turn may spin for a while before they sleep.
  await sleep(200);
  const before = sum();
  await sleep(300);
  const after = sum();
  return (cpus().length * (after.busy - before.busy)) / (after.all - before.all);
}

/** Measures, and leaves a note where the bench did not have the machine for itself. */
async function measure(number: number, workloads: readonly Workload[]): Promise<BenchRow[]> {
  const strangers: number[] = [];
  const measured = await measureTogether(workloads, REPETITIONS, async () => {
    strangers.push(await measureStrangers());
  });
  const mean = strangers.reduce((sum, busy) => sum + busy, 0) / strangers.length;
  if (mean > 0.1) {
    notes.add(`${number}: other programs kept ${mean.toFixed(1)} of ${cpus().length} processors busy meanwhile.`);
  }
  rows.push(...measured);
  return measured;
}

/** The fastest row, which the others are set against. */
function findBest(candidates: readonly BenchRow[]): BenchRow | undefined {
  return candidates.toSorted((a, b) => b.value - a.value)[0];
}

async function measureTraining(training: Training): Promise<void> {
  const { number } = training;
  const workload = `${number} ${training.name}`;
  const add = (contestant: Contestant | null, to: Contestant[]): void => {
    if (contestant) to.push(contestant);
  };

  const native: Contestant[] = [];
  add(await tryOpen(workload, 'native', () => openTrainer('native', training)), native);
  if (number === 1 && native.length > 0 && THREADS.length > 1) native.push(await openTrainer('native', training, 1));
  const others: Contestant[] = [];
  add(await tryOpen(workload, 'tfjs', () => openTrainer('tfjs', training)), others);
  const torch: TorchTrainer[] = [];
  for (const threads of THREADS) {
    const trainer = await openTorch(training, threads);
    if (trainer) torch.push(trainer);
  }

  const workloads: Workload[] = [
    {
      name: workload,
      unit: 'windows/s',
      contestants: [...native, ...torch.map(({ contestant }) => contestant), ...others],
    },
  ];
  const peak = number === 1 || number === 3 ? await openPeakSgemm(THREADS, options.quick ? 10 : 25) : null;
  if (peak && peak.contestants.length > 0) {
    workloads.push({ name: `sgemm of 1024 × 1024, beside ${number}`, unit: 'GFLOP/s', contestants: peak.contestants });
  }
  const measured = await measure(number, workloads);

  const nativeRows = measured.slice(0, native.length);
  const torchRows = measured.slice(native.length, native.length + torch.length);
  const sgemmRows = measured.slice(workloads[0]!.contestants.length);
  noteTorch(training, nativeRows[0], findBest(torchRows), torch, sgemmRows[0], peak !== null);
  if (peak) noteShare(training, nativeRows, sgemmRows, peak);
}

function noteTorch(
  { number, target, graph }: Training,
  native: BenchRow | undefined,
  best: BenchRow | undefined,
  torch: readonly TorchTrainer[],
  sgemm: BenchRow | undefined,
  counted: boolean,
): void {
  if (!best) {
    notes.add('PyTorch was not measured: no Python with it was found; ALMANAC_PYTHON can name one.');
    return;
  }
  if (native) {
    notes.add(`${number}: native is ${(native.value / best.value).toFixed(2)} × ${best.engine}; target ${target} ×.`);
  }
  const { python, version, productRate } = torch[0]!;
  if (!torchIsKnown) {
    notes.add(
      `PyTorch ${version} of ${python}: its own matrix products reach ${productRate.toFixed(1)} GFLOP/s on one thread.`,
    );
  }
  torchIsKnown = true;
  // Where no sgemm was measured, training itself tells what one thread can do.
  const possible = sgemm?.value ?? (native && counted ? countRate(native, graph) / THREADS.at(-1)! : undefined);
  if (possible !== undefined && productRate < possible / 2) {
    notes.add(
      `${sgemm?.engine ?? 'Native training, per thread,'} reaches ${possible.toFixed(1)}: PyTorch's BLAS is slow, and to be ` +
        'faster than it says little. ALMANAC_PYTHON can name a better one.',
    );
  }
}

/** 1e9 operations a second of a training that counts windows. */
function countRate({ value }: BenchRow, graph: Graph): number {
  return (value * countOperations(graph).total) / 1e9;
}

/** A short loop of one core is easily disturbed; what a core can do is what it did once. */
const PEAK_TRIES = 20;

/** What one thread gives up, and the share of the machine's rate of matrix products that training reaches. */
function noteShare(
  { graph, number }: Training,
  native: readonly BenchRow[],
  sgemm: readonly BenchRow[],
  { note }: PeakSgemm,
): void {
  const { total, unneeded } = countOperations(graph);
  notes.add(
    `${number}: a window is ${(total / 1e6).toFixed(1)} MFLOP, 3 times the matrix products of the forward pass; ` +
      `${(unneeded / 1e6).toFixed(1)} of them, the gradient of the window itself, need not be computed.`,
  );
  notes.add(note);
  const [all, one] = native;
  if (!all) return;
  const instructionSet = process.env['ALMANAC_INSTRUCTION_SET'] ?? '';
  const core = loadNativeCore();
  const peak = Math.max(...Array.from({ length: PEAK_TRIES }, () => core.peakRate(instructionSet))) / 1e9;
  notes.add(
    `One core does ${peak.toFixed(0)} GFLOP/s in registers alone (${instructionSet || core.instructionSets()[0]}), the best of ${PEAK_TRIES} tries.`,
  );
  for (const [row, threads] of [[all, THREADS.at(-1)!] as const, [one, 1] as const]) {
    if (!row) continue;
    const needed = countRate(row, graph) * (1 - unneeded / total);
    const share = (100 * needed) / (peak * threads);
    notes.add(`${number}: ${row.engine} computes at ${share.toFixed(0)} % of that peak of ${nameThreads(threads)}.`);
  }
  if (one) {
    const scaling = sgemm.length > 1 ? ` (sgemm ${(sgemm.at(-1)!.value / sgemm[0]!.value).toFixed(2)} ×)` : '';
    notes.add(
      `${number}: native is ${(all.value / one.value).toFixed(2)} × as fast on ${nameThreads(THREADS.at(-1)!)} as on ` +
        `one${scaling}; target 1.8 × on two.`,
    );
  }
  for (const [row, rate] of [[all, sgemm.at(-1)] as const, [one, sgemm[0]] as const]) {
    if (!row || !rate) continue;
    const reached = countRate(row, graph);
    const needed = reached * (1 - unneeded / total);
    notes.add(
      `${number}: ${row.engine} reaches ${reached.toFixed(1)} GFLOP/s, ${((100 * reached) / rate.value).toFixed(0)} % of ` +
        `sgemm (${((100 * needed) / rate.value).toFixed(0)} % without what need not be computed)` +
        `${number === 1 ? '; target 60 %' : ''}.`,
    );
  }
}

async function openForward(graph: Graph, samples: number, threads: number): Promise<Contestant> {
  const session = await openSession('native', graph, threads);
  const windows = drawWindows(graph, samples);
  await expectSame(graph, windows, (await session.evaluate(windows)).outputs);
  const evaluate = async (passes: number): Promise<number> => {
    for (let pass = 0; pass < passes; pass++) await session.evaluate(windows);
    return passes * samples;
  };
  return pace(session.engine, evaluate, () => {
    session.dispose();
  });
}

/** ONNX Runtime on its processor provider, the windows gathered beforehand. */
async function openRuntime(graph: Graph, windows: WindowSet, threads: number) {
  const onnx = exportOnnx(graph, drawInitialWeights(graph, 1), 'bench', 'bench');
  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['cpu'], intraOpNumThreads: threads });
  const samples = windows.ends.length;
  const gathered = gatherWindows(
    windows,
    Int32Array.from({ length: samples }, (_, i) => i),
  );
  const input = new ort.Tensor('float32', gathered, [samples, graph.windowBars, graph.featureCount]);
  const feeds = { [session.inputNames[0]!]: input };
  return { session, run: async () => (await session.run(feeds))[session.outputNames[0]!]!.data };
}

async function openRuntimeForward(graph: Graph, samples: number, threads: number): Promise<Contestant> {
  const { session, run } = await openRuntime(graph, drawWindows(graph, samples), threads);
  const evaluate = async (passes: number): Promise<number> => {
    for (let pass = 0; pass < passes; pass++) await run();
    return passes * samples;
  };
  const engine = `ONNX Runtime ${ort.env.versions.node ?? ''}, ${nameThreads(threads)}`;
  return pace(engine, evaluate, () => void session.release());
}

/** Stops the bench where the two do not compute the same. */
async function expectSame(graph: Graph, windows: WindowSet, ours: Float32Array): Promise<void> {
  const { session, run } = await openRuntime(graph, windows, 1);
  const theirs = await run();
  await session.release();
  ours.forEach((value, i) => {
    if (Math.abs(value - Number(theirs[i])) <= 1e-4) return;
    throw new Error(`Output ${i} is ${value}, and ${String(theirs[i])} by ONNX Runtime.`);
  });
}

/** The first network, trained no more: one window, and many in one batch. */
async function measureForward({ graph }: Training): Promise<void> {
  for (const samples of [1, FORWARD_BATCH]) {
    const workload = `${FORWARD} forward, LSTM 128-64-32, ${samples === 1 ? '1 window' : `${samples} windows`}`;
    const native: Contestant[] = [];
    const runtime: Contestant[] = [];
    for (const threads of THREADS) {
      const contestant = await tryOpen(workload, 'native', () => openForward(graph, samples, threads));
      if (contestant) native.push(contestant);
      runtime.push(await openRuntimeForward(graph, samples, threads));
    }
    const contestants = [...native, ...runtime];
    const measured = await measure(FORWARD, [{ name: workload, unit: 'windows/s', contestants }]);
    const ours = findBest(measured.slice(0, native.length));
    const theirs = findBest(measured.slice(native.length));
    if (!ours || !theirs) continue;
    notes.add(
      `${FORWARD}: ${samples === 1 ? 'one window' : `${samples} windows`} in ${((1000 * samples) / ours.value).toFixed(2)} ms by ` +
        `${ours.engine}, ${(ours.value / theirs.value).toFixed(2)} × ${theirs.engine}; target 1 ×.`,
    );
  }
}

const unknown = [...chosen].filter((number) => number !== FORWARD && !trainings.some((t) => t.number === number));
if (unknown.length > 0) throw new RangeError(`--only takes numbers from 1 to ${FORWARD}, such as 1,4.`);
notes.add(`On ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'an unknown processor'}.`);
for (const training of trainings) if (chosen.has(training.number)) await measureTraining(training);
if (chosen.has(FORWARD)) await measureForward(trainings[0]!);
printRows(rows, [...notes], options.json);
