import type { BackendName, OptimizerSpec } from '#contract/model-spec.ts';
import type { WindowSet } from '../features/dataset.ts';
import type { Graph } from '../models/graph.ts';

/**
 * The port behind which networks are trained. There is one training loop (train.ts) and one conformance
 * suite (tests/conformance/training-backends.test.ts) that every backend passes.
 */
export interface TrainingBackend {
  readonly name: BackendName;
  /** Opens a session with the given weights, or fails with training/backend-unavailable. */
  open(graph: Graph, weights: Float32Array): Promise<TrainingSession>;
}

/** Everything that the next optimiser step depends on. */
export interface SessionState {
  /** [parameterCount] each. The moments are Adam's; the first is the velocity of gradient descent. */
  readonly parameters: Float32Array;
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** Optimiser steps taken so far. */
  readonly step: number;
}

/** How the gradient of a batch moves the parameters; the layers say what L2 they have (optimisers/penalties.ts). */
export interface StepOptions {
  readonly learningRate: number;
  readonly clipNorm: number;
  /** Nothing is clipped by value where it is missing. */
  readonly clipValue?: number | undefined;
  /** Adam where it is missing. */
  readonly optimizer?: OptimizerSpec | undefined;
}

export interface EpochOptions extends StepOptions {
  /** Indices of samples in the order of their visit. */
  readonly order: Int32Array;
  readonly batchSize: number;
  /** Dropout masks are hash32(dropoutSeed, step, stream, index): the same on every backend. */
  readonly dropoutSeed: number;
}

export interface EpochHooks {
  readonly signal: AbortSignal;
  /** Called now and then with the number of samples visited. */
  onSamples(samples: number): void;
}

/** What a session takes beside the windows that it is given; a rough upper bound where the backend cannot know. */
export interface SessionMemory {
  readonly networkBytes: number;
  readonly activationBytes: number;
  /** Copies that the backend makes of a window set. */
  readonly windowCopies: number;
}

export interface TrainingSession {
  /** What it runs on, for people, such as "native 0.1.0, avx512, 2 threads". */
  readonly engine: string;
  /**
   * One pass over the samples in their order. Returns the mean loss, dropout on.
   * Errors: job/cancelled within one batch of an abort (the state is then between two epochs and of no
   * use), training/diverged where the loss is not finite.
   */
  trainEpoch(windows: WindowSet, options: EpochOptions, hooks: EpochHooks): Promise<number>;
  /**
   * Forward pass without dropout: the mean loss, and the outputs [samples, outputCount] of the last layer, before the
   * activation of the head. The ONNX file gives them after it. Errors: job/cancelled soon after an abort.
   */
  evaluate(windows: WindowSet, signal?: AbortSignal): Promise<{ loss: number; outputs: Float32Array }>;
  /** Mean loss of one batch and its gradient [parameterCount]; changes nothing. For tests of the mathematics. */
  gradients(
    windows: WindowSet,
    order: Int32Array,
    dropout: { seed: number; step: number } | null,
  ): Promise<{ loss: number; gradients: Float32Array }>;
  /** Of training in batches of this size. */
  memory(batchSize: number): SessionMemory;
  state(): Promise<SessionState>;
  load(state: SessionState): Promise<void>;
  dispose(): void;
}

/**
 * The first stream of masks of each layer that drops out, by the layer's path. Streams are counted along the chain:
 * a dropout layer draws from one, an encoder block of a transformer from two that follow each other.
 */
export function dropoutStreams(graph: Graph): ReadonlyMap<string, number> {
  const streams = new Map<string, number>();
  let next = 0;
  for (const { path, layer } of graph.layers) {
    const count = layer.kind === 'dropout' ? 1 : layer.kind === 'transformer-encoder' ? 2 : 0;
    if (count > 0) streams.set(path, next);
    next += count;
  }
  return streams;
}
