import { totalmem } from 'node:os';
import { AppError } from '#contract/errors.ts';
import type { ModelSpec } from '#contract/model-spec.ts';
import type { TrainingEstimate } from '#contract/training.ts';
import type { WindowSet } from '../features/dataset.ts';
import type { SessionMemory, TrainingSession } from './backend.ts';

/** The parts of a TrainingTask that matter here. */
export interface TrainingExtent {
  readonly options: Pick<ModelSpec['training'], 'batchSize' | 'epochs'>;
  readonly train: WindowSet;
  readonly validation: WindowSet;
}

/** Windows of the first try-out, few enough for any network; and how long one has to last to tell the speed. */
const FEW_WINDOWS = 8;
const LONG_ENOUGH_SECONDS = 0.05;

/**
 * What a task will take: memory by parts, and seconds an epoch by trying out a batch or two, which changes nothing in the
 * session. Errors: training/not-enough-memory, before anything large was taken.
 */
export async function estimateTraining(
  session: TrainingSession,
  task: TrainingExtent,
  elapsedSeconds: () => number,
): Promise<TrainingEstimate> {
  const { options, train, validation } = task;
  const memory = sumMemory(session.memory(options.batchSize), [train, validation], memoryOfMachine());

  const tryOut = async (windows: number): Promise<number> => {
    const count = Math.min(windows, train.ends.length);
    const order = Int32Array.from({ length: count }, (_, i) => i);
    const startedAt = elapsedSeconds();
    await session.gradients(train, order, { seed: 1, step: 1 });
    return (elapsedSeconds() - startedAt) / count;
  };
  // The first one also takes memory and packs weights; it counts only where the network is so large that it hides that.
  let secondsPerWindow = await tryOut(Math.min(FEW_WINDOWS, options.batchSize));
  if (secondsPerWindow * FEW_WINDOWS < LONG_ENOUGH_SECONDS) {
    secondsPerWindow = await tryOut(options.batchSize);
    secondsPerWindow = Math.min(secondsPerWindow, await tryOut(options.batchSize));
  }
  return {
    ...memory,
    // A forward pass is about a third of a training step.
    secondsPerEpoch: secondsPerWindow * (train.ends.length + validation.ends.length / 3),
    epochs: options.epochs,
  };
}

type Memory = Pick<TrainingEstimate, 'windowBytes' | 'networkBytes' | 'activationBytes' | 'machineBytes'>;

/** Adds up what a training takes. Errors: training/not-enough-memory where the machine has less. */
export function sumMemory(session: SessionMemory, sets: readonly WindowSet[], machineBytes: number): Memory {
  // The sets of one dataset share their features.
  const arrays = new Set(sets.flatMap(({ features, ends, labels, weights }) => [features, ends, labels, weights]));
  const onceBytes = [...arrays].reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
  const { networkBytes, activationBytes, windowCopies } = session;
  // One here and one in the training thread, beside those of the backend.
  const windowBytes = onceBytes * (2 + windowCopies);
  const total = windowBytes + networkBytes + activationBytes;
  if (total > machineBytes) {
    throw new AppError(
      'training/not-enough-memory',
      `This training would take ${gigabytes(total)} GB of memory (windows ${gigabytes(windowBytes)}, network ` +
        `${gigabytes(networkBytes)}, activations ${gigabytes(activationBytes)}), and this machine has ${gigabytes(machineBytes)} GB.`,
      'Take smaller layers, a shorter window, fewer columns or instruments, or fewer threads (ALMANAC_THREADS).',
    );
  }
  return { windowBytes, networkBytes, activationBytes, machineBytes };
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

/** Of the machine, or of the container where that has less. */
function memoryOfMachine(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
