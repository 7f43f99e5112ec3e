import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { backendNames } from '#contract/model-spec.ts';
import type { WindowSet } from '../features/dataset.ts';
import { createRandom } from '../kernel/random.ts';
import { buildGraph } from '../models/graph.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { hasNativeCore } from './native/native-core.ts';
import type { TrainingTask } from './train.ts';
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
    resumeFrom: null,
  };
}

/** So many that a run which is not stopped does not end within the time of a test. */
const FOREVER = 10_000_000;

function quietHooks(changes: Partial<WorkerHooks>): WorkerHooks {
  return { signal: new AbortController().signal, onSamples: () => undefined, onEpoch: () => undefined, ...changes };
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
