import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { BackendName } from '#contract/model-spec.ts';
import type { TrainingEstimate } from '#contract/training.ts';
import { openBackend } from './open-backend.ts';
import { train, type TrainedNetwork, type TrainingCheckpoint, type TrainingTask } from './train.ts';

/** What the worker is started with. */
export interface TrainingWorkerData {
  readonly backend: BackendName;
  readonly task: TrainingTask;
}

/** What the worker sends back; the last message is 'done' or 'failed'. */
export type TrainingWorkerMessage =
  | { readonly type: 'estimate'; readonly estimate: TrainingEstimate }
  | { readonly type: 'samples'; readonly epoch: number; readonly samples: number }
  | { readonly type: 'epoch'; readonly checkpoint: TrainingCheckpoint }
  | { readonly type: 'done'; readonly network: TrainedNetwork }
  | { readonly type: 'failed'; readonly error: SerializedError };

/** Errors lose their class between threads, so an AppError travels as its parts. */
export type SerializedError =
  | { readonly app: true; readonly code: AppError['code']; readonly message: string; readonly hint: string }
  | { readonly app: false; readonly message: string; readonly stack: string };

/** Entry of the thread in which a network is trained, so that nobody who asks for a forecast waits for it. */
async function runWorker(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('training/worker.ts runs in a worker thread');
  const { backend, task } = workerData as TrainingWorkerData;
  const controller = new AbortController();
  port.on('message', () => {
    // The only message is "cancel".
    controller.abort();
  });
  const post = (message: TrainingWorkerMessage): void => {
    port.postMessage(message);
  };
  try {
    const network = await train(await openBackend(backend), task, {
      signal: controller.signal,
      onEstimate(estimate) {
        post({ type: 'estimate', estimate });
      },
      onSamples(epoch, samples) {
        post({ type: 'samples', epoch, samples });
      },
      onEpoch(checkpoint) {
        post({ type: 'epoch', checkpoint });
      },
      elapsedSeconds: () => performance.now() / 1000,
    });
    post({ type: 'done', network });
  } catch (error) {
    post({ type: 'failed', error: serializeError(error) });
  } finally {
    port.close();
  }
}

function serializeError(error: unknown): SerializedError {
  if (error instanceof AppError) return { app: true, code: error.code, message: error.message, hint: error.hint };
  return error instanceof Error
    ? { app: false, message: error.message, stack: error.stack ?? '' }
    : { app: false, message: String(error), stack: '' };
}

await runWorker();
