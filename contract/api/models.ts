import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { EpochMs, Timeframe } from '../bars.ts';
import type { Evaluation } from '../evaluation.ts';
import type { LeakCertificate } from '../leak-certificate.ts';
import type { TrainingRecord } from '../training.ts';

/** 'name' for the newest version, 'name@3' for that one. */
export const modelReferenceSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*(@\d{1,9})?$/, 'expected a model such as "price-lstm" or "price-lstm@2"'),
);

/** One of a model's horizons, in bars. */
export const horizonSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Some instruments, each once. */
export const symbolsSchema = v.pipe(
  v.array(v.string()),
  v.minLength(1, 'expected at least one symbol'),
  v.check((symbols) => new Set(symbols).size === symbols.length, 'expected each symbol once'),
);

export interface ModelSummary {
  readonly name: string;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly bundleHash: string;
  readonly symbols: readonly string[];
  readonly features: readonly string[];
  readonly timeframe: Timeframe;
  /** In bars, ascending. */
  readonly horizons: readonly number[];
  readonly training: TrainingRecord;
  /** One for each horizon. */
  readonly evaluations: readonly Evaluation[];
  readonly certificate: LeakCertificate;
}

export const modelsContract = {
  /** All models, newest first; those whose bundle cannot be read, such as one of an earlier format, with the reason. */
  list: oc.output(type<{ models: ModelSummary[]; unreadable: { model: string; reason: string }[] }>()),

  /** Writes a model's bundle to a file. */
  export: oc
    .input(v.strictObject({ model: modelReferenceSchema, path: v.string() }))
    .output(type<{ path: string; bytes: number }>()),
};
