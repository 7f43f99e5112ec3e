/**
 * npm run bench:train: training steps of price-lstm (60 bars × 5 features, LSTM 128 → 64 → 32, 11 quantiles) on
 * each backend, and on PyTorch where a python3 with torch is found.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as v from 'valibot';
import { createRandom } from '#engine/kernel/random.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import type { BackendName } from '#contract/model-spec.ts';
import { measureInTurns, printRows, type BenchRow, type Contestant } from './bench.ts';

const REPETITIONS = 5;
const spec = loadPreset('price-lstm');
const graph = buildGraph(spec, spec.features.length);

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

const torchReport = v.object({ version: v.string(), threads: v.number(), windowsPerSecond: v.number() });

/** PyTorch runs in a process of its own, after the others: its threads would otherwise stay in their way. */
function measureTorch(batchSize: number): { engine: string; rate: number } | null {
  const script = join(import.meta.dirname, 'torch-lstm.py');
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, [script, String(batchSize)], { encoding: 'utf8' });
    if (status !== 0) continue;
    const report = v.parse(torchReport, JSON.parse(stdout));
    return {
      engine: `PyTorch ${report.version}, best of 1 and all threads (${report.threads})`,
      rate: report.windowsPerSecond,
    };
  }
  return null;
}

const rows: BenchRow[] = [];
const notes: string[] = [];
if (!hasNativeCore()) notes.push('The native core was not built, so there is nothing to compare TensorFlow.js with.');
for (const batchSize of [32, 256]) {
  const workload = `price-lstm, batch ${batchSize}`;
  const contestants = [
    ...(hasNativeCore() ? [await openTrainer('native', graph, batchSize, Math.ceil(2048 / batchSize))] : []),
    await openTrainer('tfjs', graph, batchSize, 1),
  ];
  const measured = await measureInTurns(workload, 'windows/s', contestants, REPETITIONS);
  const torch = measureTorch(batchSize);
  if (torch) {
    const slowest = Math.min(torch.rate, ...measured.map((row) => row.value));
    measured.push({ workload, engine: torch.engine, value: torch.rate, unit: 'windows/s', ratio: 0 });
    rows.push(...measured.map((row) => ({ ...row, ratio: row.value / slowest })));
  } else {
    rows.push(...measured);
  }
}
if (!rows.some((row) => row.engine.startsWith('PyTorch'))) {
  notes.push('PyTorch was not measured: no python3 with torch was found.');
}
printRows(rows, notes);
