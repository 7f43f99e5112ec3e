import type { EpochMs } from './bars.ts';
import type { BackendName } from './model-spec.ts';

/** Losses are means over the windows of a slice, in the unit of the loss. */
export interface EpochRecord {
  /** Counts from 1. */
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
  /** The optimiser's, in this epoch; missing in models of before it was written down. */
  readonly learningRate?: number;
  readonly seconds: number;
}

export interface TrainingRecord {
  readonly backend: BackendName;
  /** Backend version and what it ran on, such as "native 0.1.0, avx512, 2 threads". */
  readonly engine: string;
  readonly epochs: readonly EpochRecord[];
  /** The epoch whose weights were kept: the lowest validation loss. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  readonly parameterCount: number;
  /** Windows trained on a second, in the last session of a run that was resumed. */
  readonly sequencesPerSecond: number;
}

/** One of the four parts of the data, with what purge and embargo left in it. */
export interface SplitPart {
  readonly name: 'train' | 'validation' | 'calibration' | 'test';
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly samples: number;
}
