import { oc, type } from '@orpc/contract';
import * as v from 'valibot';
import type { EpochMs, Timeframe } from '../bars.ts';
import type { Estimate, Evaluation, Slice } from '../evaluation.ts';
import type { LeakCertificate } from '../leak-certificate.ts';
import type { Ancestor } from '../lineage.ts';
import type { Experiment } from '../model-spec.ts';
import type { OutboxFile } from '../outbox.ts';
import type { SplitPart, TrainingRecord } from '../training.ts';

/** 'name' for its active version, which is the newest unless another one was promoted; 'name@3' for that one. */
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
  /** Names of the external series that it reads. */
  readonly series: readonly string[];
  readonly timeframe: Timeframe;
  /** In bars, ascending. */
  readonly horizons: readonly number[];
  readonly training: TrainingRecord;
  /** One for each horizon. */
  readonly evaluations: readonly Evaluation[];
  readonly certificate: LeakCertificate;
  /** The model whose weights its training started from; null where they were drawn at random. */
  readonly parent: NonNullable<Experiment['parent']> | null;
}

/** What the user says about a model. */
export interface ModelRemarks {
  /** Whether its name without a version means this one. */
  readonly isActive: boolean;
  readonly notes: string;
  readonly tags: readonly string[];
  /** 'imported' where the bundle came from a file. */
  readonly origin: 'trained' | 'imported';
}

/** A model in the list. */
export type ListedModel = ModelSummary & ModelRemarks;

/** Everything that is known about a model. */
export interface ModelCard extends ListedModel {
  /** What was run: data, spec, split, seed, backend, costs. */
  readonly experiment: Experiment;
  readonly split: readonly SplitPart[];
  /** SHA-256 of each instrument's data. */
  readonly dataHashes: Readonly<Record<string, string>>;
  /** SHA-256 of model.onnx. */
  readonly networkHash: string;
  readonly bytes: number;
  readonly almanacVersion: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Null where the bundle came from a file: its training was elsewhere. */
  readonly runId: string | null;
  /** The models that it started from, the nearest first. */
  readonly lineage: readonly Ancestor[];
  /** Models of the workspace that started from it, as 'name@version', oldest first. */
  readonly children: readonly string[];
  /** All versions of the name, newest first. */
  readonly allVersions: readonly {
    readonly version: number;
    readonly createdAt: EpochMs;
    readonly isActive: boolean;
    readonly isRemoved: boolean;
  }[];
  /** Forecasts in the ledger. */
  readonly forecasts: number;
}

export interface RemovedModel {
  readonly name: string;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly removedAt: EpochMs;
}

/** A number of two models on the same samples; `difference` is that of A minus that of B, paired by day. */
export interface PairedScore {
  readonly name: 'accuracy' | 'brier' | 'absolute-error' | 'coverage-80' | 'width-80';
  readonly a: number;
  readonly b: number;
  /** With its 95 % interval by bootstrap over whole days; see Estimate. */
  readonly difference: Estimate;
  /** Which of the two is better beyond that interval; null where it holds zero, and for widths and coverages. */
  readonly better: 'a' | 'b' | null;
}

export interface ModelComparison {
  readonly a: string;
  readonly b: string;
  readonly horizonBars: number;
  readonly timeframe: Timeframe;
  /** The samples that both can forecast and whose outcome is known, from the later of the two test slices on. */
  readonly slice: Slice;
  /** Fewest days from which an interval can be told. */
  readonly daysNeeded: number;
  readonly symbols: readonly string[];
  readonly scores: readonly PairedScore[];
}

const version = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]*@\d{1,9}$/, 'expected a model with its version such as "price-lstm@2"'),
);
const name = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected the name of a model'));

/** Errors of all that take a model: model/not-found. */
export const modelsContract = {
  /** All models, newest first; those whose bundle cannot be read, such as one of an earlier format, with the reason. */
  list: oc.output(type<{ models: ListedModel[]; unreadable: { model: string; reason: string }[] }>()),

  get: oc.input(v.strictObject({ model: modelReferenceSchema })).output(type<ModelCard>()),

  /** Makes a version the one that its name means. */
  promote: oc.input(v.strictObject({ model: version })).output(type<{ model: string }>()),

  /** Undoes the last promotion of a name, and says what the name means now. Errors: model/never-promoted. */
  rollBack: oc.input(v.strictObject({ name })).output(type<{ model: string }>()),

  /** Sets notes or tags. */
  annotate: oc
    .input(
      v.strictObject({
        model: version,
        notes: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
        tags: v.optional(
          v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))), v.maxLength(50)),
        ),
      }),
    )
    .output(type<{ model: string } & Pick<ModelRemarks, 'notes' | 'tags'>>()),

  /**
   * Takes a model out of sight. Its forecasts stay in the ledger, its version number is not given away, and
   * `bringBack` undoes it.
   */
  remove: oc.input(v.strictObject({ model: version })).output(type<RemovedModel>()),

  bringBack: oc.input(v.strictObject({ model: version })).output(type<{ model: string }>()),

  /** The models that were removed, the last one first. */
  removed: oc.output(type<RemovedModel[]>()),

  /**
   * Adds the model of a bundle file. One that is there already is not added again. Where its name has that version
   * already, it gets the next one; `as` gives it another name. Errors: model/cannot-read, model/too-large,
   * model/unreadable-bundle, model/other-format, and model/broken-network where its network does not run.
   */
  import: oc
    .input(v.strictObject({ path: v.string(), as: v.optional(name) }))
    .output(type<{ model: string; isNew: boolean; isRenumbered: boolean }>()),

  /** Writes a model's bundle to a file. Errors: model/cannot-write. */
  export: oc
    .input(v.strictObject({ model: modelReferenceSchema, path: v.string() }))
    .output(type<{ path: string; bytes: number }>()),

  /** Makes a model's bundle a file that a page may fetch. Errors: store/cannot-write. */
  offer: oc.input(v.strictObject({ model: modelReferenceSchema })).output(type<OutboxFile>()),

  /**
   * Scores two models on the same bars, those of both test slices that both can forecast. Errors: model/other-horizons
   * where they share no horizon of one timeframe, data/too-short where they share no bar.
   */
  compare: oc
    .input(v.strictObject({ a: modelReferenceSchema, b: modelReferenceSchema, horizonBars: v.optional(horizonSchema) }))
    .output(type<ModelComparison>()),
};
