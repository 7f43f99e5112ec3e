import { Worker } from 'node:worker_threads';
import { AppError } from '#contract/errors.ts';
import type { BackendName } from '#contract/model-spec.ts';
import type { TrainedNetwork, TrainingCheckpoint, TrainingTask } from './train.ts';
import type { SerializedError, TrainingWorkerData, TrainingWorkerMessage } from './worker.ts';

export interface WorkerHooks {
  readonly signal: AbortSignal;
  onSamples(epoch: number, samples: number): void;
  onEpoch(checkpoint: TrainingCheckpoint): void;
}

/** Runs the training loop in a thread of its own. Errors are those of train(), and a crash of the thread. */
export async function trainInWorker(
  backend: BackendName,
  task: TrainingTask,
  hooks: WorkerHooks,
): Promise<TrainedNetwork> {
  const workerData: TrainingWorkerData = { backend, task };
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
  const cancel = (): void => {
    worker.postMessage('cancel');
  };
  hooks.signal.addEventListener('abort', cancel, { once: true });
  if (hooks.signal.aborted) cancel();
  try {
    return await new Promise<TrainedNetwork>((resolve, reject) => {
      worker.on('message', (message: TrainingWorkerMessage) => {
        switch (message.type) {
          case 'samples':
            hooks.onSamples(message.epoch, message.samples);
            break;
          case 'epoch':
            try {
              hooks.onEpoch(message.checkpoint);
            } catch (error) {
              // A checkpoint that cannot be kept ends the run: going on would promise a resume that is not there.
              reject(error instanceof Error ? error : new Error(String(error)));
              void worker.terminate();
            }
            break;
          case 'done':
            resolve(message.network);
            break;
          case 'failed':
            reject(deserializeError(message.error));
            break;
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(new Error(`the training thread ended with code ${code} before it was done`));
      });
    });
  } finally {
    hooks.signal.removeEventListener('abort', cancel);
  }
}

function deserializeError(error: SerializedError): Error {
  if (error.app) return new AppError(error.code, error.message, error.hint);
  return new Error(error.message, { cause: error.stack });
}
