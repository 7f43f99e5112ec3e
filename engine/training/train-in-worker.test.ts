import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { backendNames } from '#contract/model-spec.ts';
import type { WindowSet } from '../features/dataset.ts';
import { createRandom } from '../kernel/random.ts';
import { buildGraph } from '../models/graph.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
import { hasNativeCore } from './native/native-core.ts';
import type { TrainedNetwork, TrainingTask } from './train.ts';
import { trainInWorker, type WorkerHooks } from './train-in-worker.ts';

const spec = {
  ...loadPreset('price-lstm'),
  windowBars: 4,
  layers: [{ kind: 'lstm' as const, units: 3, returnSequences: false }],
};
const graph = buildGraph(spec, 2);

function randomWindows(seed: number): WindowSet {
  const random = createRandom(seed);
  return {
    features: Float32Array.from({ length: 23 * 2 }, () => random.normal()),
    featureCount: 2,
    windowBars: 4,
    ends: Int32Array.from({ length: 20 }, (_, i) => i + 3),
    horizons: 1,
    labels: Float32Array.from({ length: 20 }, () => random.normal()),
  };
}

function smallTask(epochs: number): TrainingTask {
  return {
    graph,
    options: { ...spec.training, batchSize: 10, epochs, patience: epochs },
    seed: 1,
    train: randomWindows(2),
    validation: randomWindows(3),
    firstWeights: null,
    resumeFrom: null,
  };
}

/** A run whose rate is cut often: noise is learnt, so the validation loss soon stops falling. */
function plateauTask(): TrainingTask {
  const task = smallTask(12);
  const schedule = { kind: 'plateau', patience: 0, factor: 0.5, minimum: 1e-4 } as const;
  return { ...task, options: { ...task.options, learningRate: 0.05, warmupEpochs: 2, schedule } };
}

/** What must be the same of two runs: the weights and the record, less the times. */
function outcomeOf({ weights, record }: TrainedNetwork): unknown {
  return { weights, best: record.bestEpoch, epochs: record.epochs.map((epoch) => ({ ...epoch, seconds: 0 })) };
}

/** So many that a run which is not stopped does not end within the time of a test. */
const FOREVER = 10_000_000;

function quietHooks(changes: Partial<WorkerHooks>): WorkerHooks {
  return {
    signal: new AbortController().signal,
    onEstimate: () => undefined,
    onSamples: () => undefined,
    onEpoch: () => undefined,
    ...changes,
  };
}

/** Runs the training, and tells with which code its thread had ended when the promise settled. */
async function watchThread(start: () => Promise<unknown>): Promise<{ outcome: unknown; exitCode: number | null }> {
  let exitCode: number | null = null;
  const created = once(process, 'worker').then(([worker]: Worker[]) => {
    worker!.once('exit', (code) => {
      exitCode = code;
    });
  });
  const outcome = await start().catch((error: unknown) => error);
  const codeWhenSettled = exitCode;
  await created;
  return { outcome, exitCode: codeWhenSettled };
}

for (const backend of backendNames) {
  describe.skipIf(backend === 'native' && !hasNativeCore())(`training on ${backend} in a worker`, () => {
    it('gives the trained network once the thread has ended', async () => {
      const epochs: number[] = [];
      const onEpoch: WorkerHooks['onEpoch'] = (checkpoint) => epochs.push(checkpoint.epochs.length);
      const { outcome, exitCode } = await watchThread(() =>
        trainInWorker(backend, smallTask(2), quietHooks({ onEpoch })),
      );
      expect(outcome).toMatchObject({ record: { epochs: [{ epoch: 1 }, { epoch: 2 }] } });
      expect(epochs).toEqual([1, 2]);
      expect(exitCode).toBe(0);
    });

    it('goes on from any checkpoint to the same bits, at rates that follow the validation loss', async () => {
      const kept: Uint8Array[] = [];
      const onEpoch: WorkerHooks['onEpoch'] = (checkpoint) => kept.push(encodeCheckpoint(checkpoint));
      const straight = await trainInWorker(backend, plateauTask(), quietHooks({ onEpoch }));
      const rates = straight.record.epochs.map((epoch) => epoch.learningRate);
      expect(rates.slice(0, 3)).toEqual([0.05 / 3, (0.05 * 2) / 3, 0.05]);
      expect(new Set(rates.slice(2)).size).toBeGreaterThan(2);

      for (const bytes of kept.slice(0, -1)) {
        const decoded = decodeCheckpoint(bytes);
        if (!('checkpoint' in decoded)) throw new Error(decoded.refused);
        const task = { ...plateauTask(), resumeFrom: decoded.checkpoint };
        expect(outcomeOf(await trainInWorker(backend, task, quietHooks({})))).toEqual(outcomeOf(straight));
      }
    });

    it('trains each epoch at its own rate: the second of a schedule is one at that rate', async () => {
      const base = smallTask(2);
      const train = async (changes: Partial<TrainingTask['options']>, resumeFrom: TrainingTask['resumeFrom']) => {
        const checkpoints: NonNullable<TrainingTask['resumeFrom']>[] = [];
        const onEpoch: WorkerHooks['onEpoch'] = (checkpoint) => checkpoints.push(checkpoint);
        const task = { ...base, options: { ...base.options, ...changes }, resumeFrom };
        await trainInWorker(backend, task, quietHooks({ onEpoch }));
        return checkpoints;
      };
      const schedule = { kind: 'step', everyEpochs: 1, factor: 0.5 } as const;
      const [first, second] = await train({ learningRate: 0.02, schedule }, null);
      const [halved] = await train({ learningRate: 0.01 }, first!);
      const [kept] = await train({ learningRate: 0.02 }, first!);
      expect(second!.state).toEqual(halved!.state);
      expect(second!.state).not.toEqual(kept!.state);
    });

    it('rejects with what a hook threw, after a cancelled thread has ended by itself', async () => {
      const full = new Error('the disk is full');
      let calls = 0;
      const onEpoch = (): void => {
        calls++;
        throw full;
      };
      const { outcome, exitCode } = await watchThread(() =>
        trainInWorker(backend, smallTask(FOREVER), quietHooks({ onEpoch })),
      );
      expect(outcome).toBe(full);
      expect(calls).toBe(1);
      // A terminated thread ends with code 1.
      expect(exitCode).toBe(0);
    });

    it('rejects as cancelled when the signal is aborted, before or while it runs', async () => {
      for (const early of [true, false]) {
        const controller = new AbortController();
        if (early) controller.abort();
        const onEpoch = (): void => {
          controller.abort();
        };
        const { outcome, exitCode } = await watchThread(() =>
          trainInWorker(backend, smallTask(FOREVER), quietHooks({ signal: controller.signal, onEpoch })),
        );
        expect(outcome).toMatchObject({ code: 'job/cancelled' });
        expect(exitCode).toBe(0);
      }
    });
  });
}
