import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { AppError } from '#contract/errors.ts';
import { packBundle, unpackBundle, type BundleManifest } from '../forecast/bundle.ts';
import { openNetwork } from '../inference/open-network.ts';
import type { Clock } from '../kernel/clock.ts';
import { hashBytes } from '../kernel/hash.ts';
import { buildGraph } from '../models/graph.ts';
import { addModel, findModelsOfBundle, listModelStates, nextModelVersion } from '../store/models.ts';
import { transact, type WriteDatabase } from '../store/open-store.ts';
import { addRun, setRunStatus } from '../store/runs.ts';

/** Larger than any bundle of a network that trains on a desktop. */
const LARGEST_BUNDLE_BYTES = 256 * 1024 * 1024;

const finite = v.pipe(v.number(), v.finite());

/** Of what a bundle says about its training and tests, the parts that others rely on; a file from elsewhere is not trusted. */
const claimsSchema = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999_999_999)),
  createdAt: finite,
  split: v.pipe(
    v.array(
      v.object({
        name: v.picklist(['train', 'validation', 'calibration', 'test']),
        from: finite,
        to: finite,
        samples: finite,
      }),
    ),
    v.length(4),
  ),
  training: v.object({
    backend: v.string(),
    engine: v.string(),
    epochs: v.array(v.object({ epoch: finite, trainLoss: finite, validationLoss: finite, seconds: finite })),
    bestEpoch: finite,
    stoppedEarly: v.boolean(),
    parameterCount: finite,
    sequencesPerSecond: finite,
  }),
  evaluations: v.array(
    v.object({
      horizonBars: finite,
      slice: v.object({ from: finite, to: finite, days: finite, samples: finite }),
      edge: v.picklist(['found', 'none', 'unknown']),
      unmet: v.array(v.string()),
      instruments: v.array(v.object({ symbol: v.string() })),
      skill: v.object({ value: finite, low: finite, high: finite, versus: v.string() }),
      direction: v.object({ accuracy: v.object({ value: finite, low: finite, high: finite }) }),
    }),
  ),
});

/**
 * Adds the model of a bundle file. Its numbers about itself are kept as they are, marked as imported. Errors:
 * model/cannot-read, model/too-large, model/unreadable-bundle, model/other-format, model/broken-network.
 */
export async function importBundle(
  database: WriteDatabase,
  clock: Clock,
  { path: given, as }: { readonly path: string; readonly as?: string | undefined },
): Promise<{ model: string; isNew: boolean; isRenumbered: boolean }> {
  const path = resolve(given);
  const bytes = await readSmall(path);
  const { manifest, ...files } = unpackBundle(bytes);
  refuseBrokenClaims(path, manifest);
  await refuseBrokenNetwork(path, manifest, files.onnx);
  return transact(database, (transaction) => {
    const name = as ?? manifest.name;
    const states = listModelStates(transaction, name);
    const known = findModelsOfBundle(transaction, hashBytes(bytes)).find((model) => model.name === name);
    const isThere = known && states.some(({ id, removedAt }) => id === known.id && removedAt === null);
    if (isThere) return { model: `${name}@${known.version}`, isNew: false, isRenumbered: false };
    const isTaken = states.some(({ version }) => version === manifest.version);
    const version = isTaken ? nextModelVersion(transaction, name) : manifest.version;
    const isAsItWas = name === manifest.name && version === manifest.version;
    const { spec } = manifest.experiment;
    const experiment = { ...manifest.experiment, spec: { ...spec, name } };
    const bundle = isAsItWas ? bytes : packBundle({ ...files, manifest: { ...manifest, name, version, experiment } });
    const runId = clock.newId();
    const { dataHashes } = manifest;
    const now = clock.now();
    addRun(transaction, {
      id: runId,
      kind: 'import',
      replayKey: `import ${runId}`,
      experiment,
      dataHashes,
      createdAt: now,
    });
    setRunStatus(transaction, runId, 'done', now);
    addModel(transaction, { name, version, runId, bundle, createdAt: now });
    return { model: `${name}@${version}`, isNew: true, isRenumbered: isTaken };
  });
}

async function readSmall(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BUNDLE_BYTES) {
      throw new AppError(
        'model/too-large',
        `${path} has ${size} bytes; a bundle has at most ${LARGEST_BUNDLE_BYTES}.`,
        'Choose a file that Almanac has written.',
      );
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('model/cannot-read', `The file ${path} cannot be read.`, 'Choose another file.', { cause });
  }
}

function refuseBrokenClaims(path: string, manifest: BundleManifest): void {
  const parsed = v.safeParse(claimsSchema, manifest);
  const { horizons } = manifest.experiment.spec.label;
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw unreadable(path, `${v.getDotPath(issue) ?? 'manifest.json'}: ${issue.message}`);
  }
  const described = [manifest.calibrators, manifest.evaluations].every(({ length }) => length === horizons.length);
  if (!described) throw unreadable(path, 'it does not have one calibrator and one evaluation for each horizon');
  const columns = Object.values(manifest.scalers).map(({ length }) => length);
  if (columns.length === 0 || columns.some((count) => count !== columns[0])) {
    throw unreadable(path, 'it does not have the same scalers for each instrument');
  }
}

/** A network that does not run, or does not take what the spec says, is found now and not at the first forecast. */
async function refuseBrokenNetwork(
  path: string,
  { experiment, scalers }: BundleManifest,
  onnx: Uint8Array,
): Promise<void> {
  try {
    const columns = Object.values(scalers)[0]!.length;
    const { windowBars } = experiment.spec;
    const graph = buildGraph(experiment.spec, columns, Object.keys(scalers).length);
    const network = await openNetwork(onnx);
    try {
      const outputs = await network.run({
        features: new Float32Array(windowBars * graph.featureCount),
        featureCount: graph.featureCount,
        windowBars,
        ends: Int32Array.of(windowBars - 1),
      });
      if (outputs.length !== graph.outputCount) {
        throw new Error(`it gives ${outputs.length} outputs where its spec has ${graph.outputCount}`);
      }
    } finally {
      await network.close();
    }
  } catch (cause) {
    throw new AppError(
      'model/broken-network',
      `The network in ${path} does not run: ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Export the model again where it was trained.',
      { cause },
    );
  }
}

function unreadable(path: string, found: string): AppError {
  return new AppError(
    'model/unreadable-bundle',
    `${path} is not a model bundle that can be used: ${found}.`,
    'Choose a file that Almanac has written.',
  );
}
