import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Loss } from '../../models/head-kinds/head-kind.ts';
import type { EpochOptions, SessionState } from '../backend.ts';
import type { Penalty } from '../optimisers/penalties.ts';
import { findNativeCore, nativeCorePlaces } from './find-native-core.ts';

/** The interface of the addon that native/binding builds; arrays are shaped as in training/backend.ts. */
export interface NativeCore {
  readonly version: string;
  /** Instruction sets that this processor has, best first. */
  instructionSets(): string[];
  /** Floating-point operations a second of one core, in registers alone: what no program goes beyond. For benches. */
  peakRate(instructionSet: string): number;
  readonly Session: new (options: NativeSessionOptions) => NativeSession;
}

/** The layers of native/README.md. */
export type NativeLayer =
  | { kind: 'lstm' | 'gru'; inputSize: number; units: number; returnSequences: boolean; bidirectional: boolean }
  | { kind: 'temporal-attention'; inputSize: number; units: number }
  | { kind: 'positional-encoding'; inputSize: number; time: number }
  | {
      kind: 'transformer-encoder';
      inputSize: number;
      heads: number;
      feedForward: number;
      dropoutRate: number;
      /** Of the first of its two dropouts; the second has the next one. */
      stream: number;
    }
  | { kind: 'layer-norm'; inputSize: number }
  | { kind: 'dropout'; rate: number; stream: number }
  | { kind: 'dense'; inputSize: number; units: number; activation: 'linear' | 'relu' | 'tanh' }
  | { kind: 'pool'; how: 'last' | 'mean' }
  | { kind: 'flatten' }
  | { kind: 'instrument-embedding'; inputSize: number; instruments: number; units: number }
  /** The input of the layer at the place `source`. */
  | { kind: 'skip'; source: number; how: 'add' | 'concat' };

export interface NativeSessionOptions {
  readonly layers: readonly NativeLayer[];
  readonly window: number;
  readonly features: number;
  readonly outputs: number;
  readonly loss: Loss;
  readonly adversarial?: { readonly epsilon: number; readonly beta: number };
  /** 0 = one per processor. The results do not depend on it. */
  readonly threads: number;
  /** '' = the best that the processor has. */
  readonly instructionSet: string;
}

/** Bytes that a session takes beside its datasets; see MemoryUse in native/src/trainer.hpp. */
export interface NativeMemoryUse {
  readonly state: number;
  readonly packed: number;
  readonly gradients: number;
  readonly workspaces: number;
}

export interface NativeSession {
  readonly parameterCount: number;
  readonly instructionSet: string;
  readonly threads: number;
  memoryUse(options: { batchSize: number }): NativeMemoryUse;
  /** Labels and weights as in a WindowSet. */
  bind(features: Float32Array, ends: Int32Array, labels: Float32Array, weights?: Float32Array): number;
  unbind(dataset: number): void;
  trainEpoch(
    dataset: number,
    order: Int32Array,
    options: Omit<EpochOptions, 'order'> & { readonly penalties: readonly Penalty[] },
  ): Promise<{ loss: number; batches: number; cancelled: boolean }>;
  /** Rejects with code 'cancelled' once it was. */
  evaluate(dataset: number): Promise<{ loss: number; outputs: Float32Array }>;
  gradients(
    dataset: number,
    order: Int32Array,
    options: { dropoutSeed: number; step: number; dropout: boolean },
  ): Promise<{ loss: number; gradients: Float32Array }>;
  getState(): SessionState;
  setState(state: SessionState): void;
  progress(): { batchesDone: number; batchesTotal: number };
  cancel(): void;
  dispose(): void;
}

const root = join(import.meta.dirname, '../../..');

/** True where there is a native core that may be used; ALMANAC_SKIP_NATIVE=1 says no. */
export function hasNativeCore(): boolean {
  return process.env.ALMANAC_SKIP_NATIVE !== '1' && findNativeCore(root, process.env) !== null;
}

/** Loads the addon. Errors: training/backend-unavailable. */
export function loadNativeCore(): NativeCore {
  const hint = 'Install a C++ compiler and cmake, run "npm run build:native", or train with --backend tfjs.';
  const file = findNativeCore(root, process.env);
  if (file === null || process.env.ALMANAC_SKIP_NATIVE === '1') {
    const { built, prebuilt } = nativeCorePlaces(root);
    throw new AppError(
      'training/backend-unavailable',
      process.env.ALMANAC_SKIP_NATIVE === '1'
        ? 'The native core is switched off by ALMANAC_SKIP_NATIVE=1.'
        : `The native core is missing: there is no ${process.env.ALMANAC_NATIVE_CORE ?? `${built} and no ${prebuilt}`}.`,
      hint,
    );
  }
  try {
    return createRequire(import.meta.url)(file) as NativeCore;
  } catch (cause) {
    throw new AppError(
      'training/backend-unavailable',
      `The native core ${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}.`,
      hint,
      { cause },
    );
  }
}
