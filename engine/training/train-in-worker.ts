import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { BackendName } from '#contract/model-spec.ts';
import type { TrainingEstimate } from '#contract/training.ts';
import type { TrainedNetwork, TrainingCheckpoint, TrainingTask } from './train.ts';
import type { SerializedError, TrainingWorkerData, TrainingWorkerMessage } from './worker.ts';

export interface WorkerHooks {
  readonly signal: AbortSignal;
  onEstimate(estimate: TrainingEstimate): void;
  onSamples(epoch: number, samples: number): void;
  onEpoch(checkpoint: TrainingCheckpoint): void;
}

/**
 * Runs the training loop in a thread of its own; the promise settles when that thread has ended. A hook that
 * throws ends the run: a checkpoint that cannot be kept would otherwise promise a resume that is not there.
 * Errors are those of train(), what a hook threw, and a crash of the thread.
 */
export function trainInWorker(backend: BackendName, task: TrainingTask, hooks: WorkerHooks): Promise<TrainedNetwork> {
  return new Promise((resolve, reject) => {
    const workerData: TrainingWorkerData = { backend, task };
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
    // Never terminate(): it waits for the end of a native epoch, where a cancelled one ends within a batch.
    const cancel = (): void => {
      worker.postMessage('cancel');
    };
    hooks.signal.addEventListener('abort', cancel, { once: true });
    if (hooks.signal.aborted) cancel();

    // The first outcome counts; what follows it is only the echo of a cancelled run.
    let settle: (() => void) | undefined;
    const fail = (error: unknown): void => {
      settle ??= () => {
        reject(error instanceof Error ? error : new Error(String(error)));
      };
    };
    worker.on('message', (message: TrainingWorkerMessage) => {
      if (settle) return;
      try {
        switch (message.type) {
          case 'estimate':
            hooks.onEstimate(message.estimate);
            break;
          case 'samples':
            hooks.onSamples(message.epoch, message.samples);
            break;
          case 'epoch':
            hooks.onEpoch(message.checkpoint);
            break;
          case 'done':
            settle = () => {
              resolve(message.network);
            };
            break;
          case 'failed':
            fail(deserializeError(message.error));
            break;
        }
      } catch (error) {
        fail(error);
        cancel();
      }
    });
    worker.on('error', fail);
    worker.on('exit', (code) => {
      hooks.signal.removeEventListener('abort', cancel);
      fail(new Error(`the training thread ended with code ${code} before it was done`));
      settle?.();
    });
  });
}

function deserializeError(error: SerializedError): Error {
  if (error.app) return new AppError(error.code, error.message, error.hint);
  return new Error(error.message, { cause: error.stack });
}
