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

/** What a training will take, told before its first epoch. Bytes are of Almanac's own arrays, not of Node itself. */
export interface TrainingEstimate {
  /** Windows and labels, with the copies that the training thread and the backend have of them. */
  readonly windowBytes: number;
  /** Parameters, moments, gradients, and the copies in which they are read. */
  readonly networkBytes: number;
  /** What forward passes keep for the backward ones, on all threads. */
  readonly activationBytes: number;
  /** What this machine, or the container that Almanac runs in, has of memory. */
  readonly machineBytes: number;
  /** From batches that were tried out; validation included. */
  readonly secondsPerEpoch: number;
  /** As many as the spec allows; early stopping may make it fewer. */
  readonly epochs: number;
}
