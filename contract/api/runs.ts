import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { EpochMs } from '../bars.ts';
import type { BackendName } from '../model-spec.ts';
import type { EpochRecord } from '../training.ts';

/** 'interrupted': it was running in a process that is gone; the same experiment goes on from its last whole epoch. */
export const runStatuses = ['running', 'interrupted', 'cancelled', 'failed', 'done'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** A training of an experiment, or of one fold of a walk-forward. */
export interface RunSummary {
  readonly id: string;
  readonly kind: 'training' | 'fold';
  readonly status: RunStatus;
  /** Name of the spec. */
  readonly name: string;
  readonly symbols: readonly string[];
  readonly backend: BackendName;
  readonly seed: number;
  /** Epochs that were reached, and the most that there may be. */
  readonly epochs: number;
  readonly mostEpochs: number;
  /** The lowest validation loss so far; null before the first epoch. */
  readonly bestValidationLoss: number | null;
  /** 'name@version' of the model that came out, null while there is none. */
  readonly model: string | null;
  /** Why it failed, null otherwise. */
  readonly error: string | null;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface RunDetails extends RunSummary {
  /** The experiment document; that of a fold has its split beside it. */
  readonly experiment: unknown;
  /** SHA-256 of each instrument's data. */
  readonly dataHashes: Readonly<Record<string, string>>;
  /** The curve, also of a run that is going on. */
  readonly curve: readonly EpochRecord[];
}

export const runsContract = {
  /** Every training there ever was, newest first. */
  list: oc
    .input(
      v.strictObject({
        kind: v.optional(v.picklist(['training', 'fold'])),
        limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 500),
      }),
    )
    .output(type<RunSummary[]>()),

  /** Errors: run/unknown. */
  get: oc.input(v.strictObject({ id: v.string() })).output(type<RunDetails>()),
};
