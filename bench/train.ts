/**
 * npm run bench:train: training steps of price-lstm (60 bars × 5 features, LSTM 128 → 64 → 32, 11 quantiles) on
 * each backend, and on PyTorch where a python3 with torch is found.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { createRandom } from '#engine/kernel/random.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { countColumns } from '#engine/features/resolve-features.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import type { BackendName } from '#contract/model-spec.ts';
import { measureInTurns, printRows, type BenchRow, type Contestant } from './bench.ts';

const REPETITIONS = 5;
const spec = loadPreset('price-lstm');
const graph = buildGraph(spec, countColumns(spec.features));

function randomWindows(samples: number): WindowSet {
  const random = createRandom(1);
  const rows = samples + graph.windowBars - 1;
  return {
    features: Float32Array.from({ length: rows * graph.featureCount }, () => random.normal()),
    featureCount: graph.featureCount,
    windowBars: graph.windowBars,
    ends: Int32Array.from({ length: samples }, (_, i) => i + graph.windowBars - 1),
    labels: Float32Array.from({ length: samples }, () => random.normal()),
  };
}

/** Trains `steps` batches in one turn. */
async function openTrainer(name: BackendName, on: Graph, batchSize: number, steps: number): Promise<Contestant> {
  const session = await (await openBackend(name)).open(on, drawInitialWeights(on, 1));
  const windows = randomWindows(batchSize * steps);
  const order = Int32Array.from(windows.ends.keys());
  const { signal } = new AbortController();
  return {
    engine: session.engine,
    async run() {
      await session.trainEpoch(
        windows,
        { order, batchSize, learningRate: 0.001, clipNorm: 1, dropoutSeed: 1 },
        { signal, onSamples: () => undefined },
      );
      return order.length;
    },
    close() {
      session.dispose();
    },
  };
}

/** PyTorch in a process of its own, which waits while the others have their turn; null where there is none. */
async function openTorch(batchSize: number, threads: number, steps: number): Promise<Contestant | null> {
  const script = join(import.meta.dirname, 'torch-lstm.py');
  for (const python of ['python3', '/usr/bin/python3']) {
    const child = spawn(python, [script, String(batchSize), String(threads)], { stdio: ['pipe', 'pipe', 'ignore'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.on('error', () => {
      // No such python: its output ends at once, and the next one is tried.
    });
    const ready = await lines.next();
    if (ready.done) continue;
    const { version } = v.parse(v.object({ version: v.string() }), JSON.parse(ready.value));
    return {
      engine: `PyTorch ${version}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
      async run() {
        child.stdin.write(`${steps}\n`);
        const done = await lines.next();
        if (done.done) throw new Error('PyTorch ended in the middle of the bench');
        return Number(done.value);
      },
      close() {
        child.stdin.end();
      },
    };
  }
  return null;
}

const rows: BenchRow[] = [];
const notes: string[] = [];
if (!hasNativeCore()) notes.push('The native core was not built, so there is nothing to compare TensorFlow.js with.');
for (const batchSize of [32, 256]) {
  const contestants = [
    ...(hasNativeCore() ? [await openTrainer('native', graph, batchSize, Math.ceil(2048 / batchSize))] : []),
    await openTrainer('tfjs', graph, batchSize, 1),
  ];
  for (const threads of new Set([1, availableParallelism()])) {
    const torch = await openTorch(batchSize, threads, Math.max(2, 512 / batchSize));
    if (torch) contestants.push(torch);
  }
  rows.push(...(await measureInTurns(`price-lstm, batch ${batchSize}`, 'windows/s', contestants, REPETITIONS)));
}
if (!rows.some((row) => row.engine.startsWith('PyTorch'))) {
  notes.push('PyTorch was not measured: no python3 with torch was found.');
}
printRows(rows, notes);
