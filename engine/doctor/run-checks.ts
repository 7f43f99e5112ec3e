import { statfs } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import type { Check } from '#contract/api/system.ts';
import { AppError } from '#contract/errors.ts';
import type { Graph } from '../models/graph.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import { chooseProviderAgain } from '../inference/choose-provider.ts';
import type { ProviderChoice } from '../inference/decide-provider.ts';
import { openNetwork } from '../inference/open-network.ts';
import { providerNames } from '../inference/providers.ts';
import { almanacVersion } from '../kernel/version.ts';
import { damagedHint } from '../store/damaged.ts';
import type { Store } from '../store/open-store.ts';
import { openBackend } from '../training/open-backend.ts';
import { loadNativeCore } from '../training/native/native-core.ts';
import { checkWorkspace } from './check-workspace.ts';
import type { WindowSet } from '../features/dataset.ts';
import { countColumns } from '../features/resolve-features.ts';

const GIB = 1024 ** 3;
const LEAST_FREE_BYTES = GIB;

/**
 * Looks at every part that Almanac stands on. TensorFlow.js and ONNX Runtime each run a small network, the
 * database is read page by page, bars, series and models are compared with their hashes; the native core is loaded but
 * not run.
 */
export async function runChecks(store: Store): Promise<Check[]> {
  return [
    {
      name: 'Almanac',
      status: 'ok',
      found: `${almanacVersion} on Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} processors, ${(totalmem() / GIB).toFixed(0)} GiB`,
      hint: '',
    },
    await checkSpace(store),
    await attempt('Workspace', damagedHint, () => checkWorkspace(store)),
    await attempt(
      'Native core',
      'Almanac trains with TensorFlow.js until then, which is slower. Install g++ and cmake and run "npm run build:native".',
      () => `${loadNativeCore().version}, instruction sets: ${loadNativeCore().instructionSets().join(', ')}`,
      'warning',
    ),
    await attempt('TensorFlow.js', 'Run "npm ci" again.', () => describeTfjs()),
    await attempt('Forecasts run on', 'Set ALMANAC_PROVIDER to cpu.', () => describeProvider()),
    await attempt('ONNX Runtime', 'Run "npm ci" again.', () => describeInference()),
  ];
}

async function attempt(
  name: string,
  hint: string,
  use: () => string | Promise<string>,
  otherwise: 'warning' | 'failed' = 'failed',
): Promise<Check> {
  try {
    return { name, status: 'ok', found: await use(), hint: '' };
  } catch (error) {
    // A doctor that falls ill at the first finding is no use: every failure becomes a line of its report.
    const found = error instanceof Error ? error.message : String(error);
    return { name, status: otherwise, found, hint: error instanceof AppError ? error.hint : hint };
  }
}

async function checkSpace({ folder }: Store): Promise<Check> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return {
    name: 'Disk space',
    status: free >= LEAST_FREE_BYTES ? 'ok' : 'warning',
    found: `${(free / GIB).toFixed(1)} GiB free at ${folder}`,
    hint: free >= LEAST_FREE_BYTES ? '' : 'Free some space, or move the workspace with --workspace.',
  };
}

/** The default preset with random weights and one window of zeros: enough to see that a part works. */
function sampleNetwork(): { graph: Graph; weights: Float32Array; window: WindowSet } {
  const spec = loadPreset('price-lstm');
  const graph = buildGraph(spec, countColumns(spec.features));
  const window = {
    features: new Float32Array(graph.windowBars * graph.featureCount),
    featureCount: graph.featureCount,
    windowBars: graph.windowBars,
    ends: Int32Array.of(graph.windowBars - 1),
    horizons: 1,
    labels: new Float32Array(1),
  };
  return { graph, weights: drawInitialWeights(graph, 1), window };
}

async function describeTfjs(): Promise<string> {
  const { graph, weights, window } = sampleNetwork();
  const session = await (await openBackend('tfjs')).open(graph, weights);
  try {
    const { loss } = await session.evaluate(window);
    if (!Number.isFinite(loss)) throw new Error(`a forward pass gave the loss ${loss}`);
    return session.engine;
  } finally {
    session.dispose();
  }
}

/** What was chosen before is not asked for: whoever calls the doctor may have changed the drivers. */
export function probeProvider(): Promise<ProviderChoice> {
  const { graph, weights } = sampleNetwork();
  return chooseProviderAgain(exportOnnx(graph, weights, 'doctor', almanacVersion));
}

async function describeProvider(): Promise<string> {
  const { provider, why } = await probeProvider();
  return `${providerNames[provider]}. ${why}`;
}

async function describeInference(): Promise<string> {
  const { graph, weights, window } = sampleNetwork();
  const network = await openNetwork(exportOnnx(graph, weights, 'doctor', almanacVersion));
  try {
    const outputs = await network.run(window);
    if (!outputs.every(Number.isFinite)) throw new Error('a forward pass gave numbers that are not finite');
    return network.engine;
  } finally {
    await network.close();
  }
}
