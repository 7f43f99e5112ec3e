import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import { experimentSchema, modelSpecSchema, scalerKinds } from '#contract/model-spec.ts';
import type { SplitPart, TrainingRecord } from '#contract/training.ts';

/**
 * A model bundle: one zip file with `manifest.json` and `model.onnx`, and all that a forecast needs. The
 * network runs in any ONNX runtime; the manifest tells how its inputs are made and its outputs are read.
 */
const interval = v.object({ from: v.number(), to: v.number() });

const manifestSchema = v.object({
  format: v.literal('almanac-bundle/1'),
  name: v.string(),
  version: v.number(),
  createdAt: v.number(),
  almanacVersion: v.string(),
  /** What was run: data, spec, split, seed, backend, costs. */
  experiment: experimentSchema,
  /** SHA-256 of each instrument's data. */
  dataHashes: v.record(v.string(), v.string()),
  /** The features in the order of the network's input columns, after optional ones were left out. */
  features: modelSpecSchema.entries.features,
  /** One scaler per feature, for each instrument that the network knows. */
  scalers: v.record(
    v.string(),
    v.array(
      v.object({
        kind: v.picklist(scalerKinds),
        offset: v.number(),
        factor: v.number(),
        min: v.number(),
        max: v.number(),
        mean: v.number(),
        fittedOn: interval,
      }),
    ),
  ),
  calibrator: v.object({
    levels: v.array(v.number()),
    offsets: v.array(v.number()),
    samples: v.number(),
    baseRate: v.number(),
    fittedOn: interval,
  }),
  gradePolicy: v.object({
    callProbability: v.number(),
    strongProbability: v.number(),
    riskAversion: v.number(),
    widestInterval: v.number(),
    largestUnseenShare: v.number(),
  }),
  split: v.custom<SplitPart[]>(Array.isArray),
  training: v.custom<TrainingRecord>(isRecord),
  evaluation: v.custom<Evaluation>(isRecord),
  versions: v.record(v.string(), v.string()),
});

export type BundleManifest = v.InferOutput<typeof manifestSchema>;

export interface Bundle {
  readonly manifest: BundleManifest;
  readonly onnx: Uint8Array;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Where the test slice begins: no fit of the model has seen a bar from here on. */
export function testStart({ split }: Pick<BundleManifest, 'split'>): EpochMs {
  const test = split.find((part) => part.name === 'test');
  if (!test) throw new RangeError('a split has a test part by construction');
  return test.from;
}

/** Larger than any network that trains on a desktop; a zip that claims more is not unpacked. */
const LARGEST_ENTRY_BYTES = 512 * 1024 * 1024;

/**
 * The only time a zip entry carries: a bundle's bytes depend on its contents alone. A zip holds local time,
 * so it is read in the local time zone when it is written.
 */
const zipTime = (): Date => new Date(2000, 0, 1, 12);

/** Packs a bundle into the bytes of its file. */
export function packBundle(bundle: Bundle): Uint8Array {
  return zipSync(
    { 'manifest.json': strToU8(JSON.stringify(bundle.manifest, null, 2)), 'model.onnx': bundle.onnx },
    { mtime: zipTime(), level: 6 },
  );
}

/** Unpacks a bundle. Errors: model/unreadable-bundle. */
export function unpackBundle(bytes: Uint8Array): Bundle {
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        (name === 'manifest.json' || name === 'model.onnx') && originalSize <= LARGEST_ENTRY_BYTES,
    });
    const manifest = entries['manifest.json'];
    const onnx = entries['model.onnx'];
    if (!manifest || !onnx) throw new Error('manifest.json or model.onnx is missing');
    return { manifest: v.parse(manifestSchema, JSON.parse(strFromU8(manifest))), onnx };
  } catch (cause) {
    throw new AppError(
      'model/unreadable-bundle',
      `The file is not a model bundle: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Choose a file that Almanac has written, or train the model again.',
      { cause },
    );
  }
}
