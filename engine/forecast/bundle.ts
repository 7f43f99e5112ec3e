import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import * as v from 'valibot';
import type { EpochMs } from '#contract/bars.ts';
import { AppError } from '#contract/errors.ts';
import type { Evaluation } from '#contract/evaluation.ts';
import { leakCertificateSchema } from '#contract/leak-certificate.ts';
import { experimentSchema, modelSpecSchema, scalerKinds } from '#contract/model-spec.ts';
import type { SplitPart, TrainingRecord } from '#contract/training.ts';
import { bytesOf } from '../kernel/hash.ts';
import type { Calibrator } from './calibrator.ts';
import type { LinearModels } from './linear-models/linear-models.ts';

/**
 * A model bundle: one zip file with `manifest.json` and `model.onnx`, and all that a forecast needs; and with
 * `weights.f32`, the weights in Almanac's own order, from which a training can go on. The network runs in any ONNX runtime; the manifest tells how its inputs are made and its outputs are read.
 */
const interval = v.object({ from: v.number(), to: v.number() });

/**
 * Raised whenever bundles of before no longer mean what they say: what is computed from the same inputs may differ
 * between formats. 2: one scaler per column, features with several columns. 3: labels of several horizons, a calibrator
 * and an evaluation for each, heads other than quantiles. 4: linear models on the same features, strong grades that need
 * to be worth more than their costs, evaluations with grades, tests and more baselines.
 */
export const BUNDLE_FORMAT = 'almanac-bundle/4';

const calibratorBase = {
  levels: v.array(v.number()),
  samples: v.number(),
  baseRate: v.number(),
  fittedOn: interval,
};

const linearFunction = v.object({ weights: v.array(v.number()), intercept: v.number() });

const manifestSchema = v.object({
  format: v.literal(BUNDLE_FORMAT),
  name: v.string(),
  version: v.number(),
  createdAt: v.number(),
  almanacVersion: v.string(),
  /** What was run: data, spec, split, seed, backend, costs. */
  experiment: experimentSchema,
  /** SHA-256 of each instrument's data. */
  dataHashes: v.record(v.string(), v.string()),
  /**
   * The features whose columns are the network's inputs, in this order, after optional ones were left out; with all
   * parameters and columns written out.
   */
  features: modelSpecSchema.entries.features,
  /** One scaler per column of the features, for each instrument that the network knows. */
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
  /** One for each horizon of the label. */
  calibrators: v.array(
    v.variant('kind', [
      v.object({ kind: v.literal('quantiles'), ...calibratorBase, offsets: v.array(v.number()) }),
      v.object({ kind: v.literal('spread'), ...calibratorBase, factors: v.array(v.number()) }),
      v.object({
        kind: v.literal('classes'),
        ...calibratorBase,
        trust: v.number(),
        priors: v.object({ shares: v.array(v.number()), weights: v.array(v.number()) }),
        shares: v.array(v.number()),
        shapes: v.array(v.array(v.number())),
      }),
    ]),
  ),
  /** One for each horizon of the label. */
  linearModels: v.array(
    v.object({ logistic: linearFunction, ridge: linearFunction, samples: v.number(), fittedOn: interval }),
  ),
  gradePolicy: v.object({
    callProbability: v.number(),
    strongProbability: v.number(),
    strongCostMultiple: v.number(),
    riskAversion: v.number(),
    widestInterval: v.number(),
    largestUnseenShare: v.number(),
  }),
  split: v.custom<SplitPart[]>(Array.isArray),
  training: v.custom<TrainingRecord>(isRecord),
  /** One for each horizon of the label. */
  evaluations: v.array(v.custom<Evaluation>(isRecord)),
  certificate: leakCertificateSchema,
  versions: v.record(v.string(), v.string()),
});

export type BundleManifest = Omit<v.InferOutput<typeof manifestSchema>, 'calibrators' | 'linearModels'> & {
  readonly calibrators: readonly Calibrator[];
  readonly linearModels: readonly LinearModels[];
};

export interface Bundle {
  readonly manifest: BundleManifest;
  readonly onnx: Uint8Array;
  /** [parameterCount] In the order of the graph; missing in bundles of before they were kept. */
  readonly weights?: Float32Array;
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
    {
      'manifest.json': strToU8(JSON.stringify(bundle.manifest, null, 2)),
      'model.onnx': bundle.onnx,
      ...(bundle.weights && { 'weights.f32': bytesOf(bundle.weights) }),
    },
    { mtime: zipTime(), level: 6 },
  );
}

/** Unpacks a bundle. Errors: model/unreadable-bundle, model/other-format where another version of Almanac wrote it. */
export function unpackBundle(bytes: Uint8Array): Bundle {
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) =>
        (name === 'manifest.json' || name === 'model.onnx' || name === 'weights.f32') &&
        originalSize <= LARGEST_ENTRY_BYTES,
    });
    const manifest = entries['manifest.json'];
    const onnx = entries['model.onnx'];
    if (!manifest || !onnx) throw new Error('manifest.json or model.onnx is missing');
    const document: unknown = JSON.parse(strFromU8(manifest));
    refuseOtherFormat(document);
    const weights = entries['weights.f32'];
    return { manifest: v.parse(manifestSchema, document), onnx, ...(weights && { weights: readWeights(weights) }) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'model/unreadable-bundle',
      `The file is not a model bundle: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Choose a file that Almanac has written, or train the model again.',
      { cause },
    );
  }
}

/** Little-endian float32, as every processor that Almanac runs on has them. */
function readWeights(bytes: Uint8Array): Float32Array {
  if (bytes.byteLength % 4 !== 0) throw new Error('weights.f32 ends within a number');
  return new Float32Array(bytes.slice().buffer);
}

const anyFormat = v.object({ format: v.pipe(v.string(), v.regex(/^almanac-bundle\/\d{1,9}$/)), name: v.string() });

function refuseOtherFormat(document: unknown): void {
  if (!v.is(anyFormat, document) || document.format === BUNDLE_FORMAT) return;
  throw new AppError(
    'model/other-format',
    `The bundle of ${document.name} has the format ${document.format}; this version of Almanac reads ${BUNDLE_FORMAT}.`,
    'Train the model again, or use the version of Almanac that wrote it.',
  );
}
