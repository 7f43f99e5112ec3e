/**
 * npm run bench:long-running: what a training does to the process around it. The lag of the event loop while a network
 * trains on all processors in its thread, the time that a cancellation takes, and the memory after many trainings.
 * With --runs N: so many trainings, 100 by default.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { CancelledError } from '#contract/errors.ts';
import type { WindowSet } from '#engine/features/dataset.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { chooseBackend } from '#engine/training/open-backend.ts';
import type { TrainingTask } from '#engine/training/train.ts';
import { trainInWorker } from '#engine/training/train-in-worker.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '100' } } });
const spec = loadPreset('price-lstm');
const columns = 5;

function drawWindows(samples: number): WindowSet {
  const random = createRandom(samples);
  return {
    features: Float32Array.from({ length: (samples + spec.windowBars - 1) * columns }, () => random.normal()),
    featureCount: columns,
    windowBars: spec.windowBars,
    ends: Int32Array.from({ length: samples }, (_, i) => i + spec.windowBars - 1),
    horizons: 1,
    labels: Float32Array.from({ length: samples }, () => random.normal()),
  };
}

function describeTask(samples: number, validation: number, epochs: number): TrainingTask {
  return {
    graph: buildGraph(spec, columns),
    options: { ...spec.training, epochs, patience: epochs },
    seed: 1,
    train: drawWindows(samples),
    validation: drawWindows(validation),
    resumeFrom: null,
  };
}

const quiet = { onEstimate: () => undefined, onSamples: () => undefined, onEpoch: () => undefined };
const backend = chooseBackend();

/** Trains for a while, then cancels; milliseconds that the training took to end. */
async function trainAndCancel(task: TrainingTask, afterMs: number): Promise<number> {
  const controller = new AbortController();
  let cancelledAt = NaN;
  const training = trainInWorker(backend, task, { ...quiet, signal: controller.signal });
  setTimeout(() => {
    cancelledAt = performance.now();
    controller.abort();
  }, afterMs);
  await training.catch((error: unknown) => {
    if (!(error instanceof CancelledError || (error as { code?: string }).code === 'job/cancelled')) throw error;
  });
  return performance.now() - cancelledAt;
}

const lag = monitorEventLoopDelay({ resolution: 1 });
lag.enable();
const whileTraining = await trainAndCancel(describeTask(50_000, 8, 1000), 5000);
lag.disable();
// The sampling itself waits for a millisecond.
const toMs = (nanoseconds: number): string => (nanoseconds / 1e6 - 1).toFixed(1);
process.stdout.write(
  `${backend}: event loop of the main thread while training for 5 s: lag median ${toMs(lag.percentile(50))} ms, ` +
    `99 % ${toMs(lag.percentile(99))} ms, most ${toMs(lag.max)} ms; target 20 ms.\n`,
);
const whileEvaluating = await trainAndCancel(describeTask(8, 200_000, 1), 3000);
process.stdout.write(
  `Cancelled while training: ended after ${whileTraining.toFixed(0)} ms; while evaluating: ${whileEvaluating.toFixed(0)} ms; ` +
    'target 100 ms.\n',
);

const runs = Number(options.runs);
const megabytes = (): number => process.memoryUsage.rss() / 1e6;
const levels: number[] = [];
for (let run = 1; run <= runs; run++) {
  await trainInWorker(backend, describeTask(256, 64, 1), { ...quiet, signal: new AbortController().signal });
  levels.push(megabytes());
}
const tenth = Math.max(1, Math.floor(runs / 10));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const [early, late] = [levels.slice(tenth, 2 * tenth), levels.slice(-tenth)];
process.stdout.write(
  `Resident memory over ${runs} trainings: ${mean(early).toFixed(0)} MB in the second tenth, ${mean(late).toFixed(0)} MB in the last.\n`,
);
