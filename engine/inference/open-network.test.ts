import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WindowSet } from '../features/dataset.ts';
import { shortSpec } from '../features/invented-history.test-data.ts';
import { createRandom } from '../kernel/random.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { exportOnnx } from '../onnx/export-onnx.ts';
import { openNetwork, type InferenceNetwork } from './open-network.ts';

const graph = buildGraph(shortSpec(), 2);
const onnx = exportOnnx(graph, drawInitialWeights(graph, 1), 'short', '0.0.0');

const ROWS = 1200;

/** Windows over the same 1200 rows of invented features, in any order. */
function windowsAt(ends: number[]): WindowSet {
  const random = createRandom(2);
  return {
    features: Float32Array.from({ length: ROWS * 2 }, () => random.normal()),
    featureCount: 2,
    windowBars: 4,
    ends: Int32Array.from(ends),
    horizons: 1,
    labels: new Float32Array(ends.length),
  };
}

describe('a network', () => {
  let network: InferenceNetwork;
  beforeAll(async () => {
    vi.stubEnv('ALMANAC_PROVIDER', '');
    network = await openNetwork(onnx);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await network.close();
  });

  it('answers each window as if it were alone, also over several batches', async () => {
    // 1,100 windows are two whole batches and a part of one.
    const ends = Array.from({ length: 1100 }, (_, i) => ((i * 7) % 1190) + 3);
    const together = await network.run(windowsAt(ends));
    expect(together.length).toBe(1100 * 7);
    for (const i of [0, 1, 511, 512, 1023, 1024, 1099]) {
      const alone = await network.run(windowsAt([ends[i]!]));
      alone.forEach((value, k) => {
        expect(together[i * 7 + k]).toBeCloseTo(value, 6);
      });
    }
  });

  it('sees the bars of its window and no others', async () => {
    const base = windowsAt([50]);
    const outputs = await network.run(base);
    const changedAt = (row: number): Promise<Float32Array> =>
      network.run({
        ...base,
        features: base.features.map((value, i) => (Math.floor(i / 2) === row ? value + 1 : value)),
      });
    for (const row of [46, 51]) expect(await changedAt(row)).toEqual(outputs);
    for (const row of [47, 50]) expect(await changedAt(row)).not.toEqual(outputs);
  });

  it('gives nothing for no windows', async () => {
    expect(await network.run(windowsAt([]))).toEqual(new Float32Array(0));
  });

  it('says what it runs on, which is the processor until a workspace is open', () => {
    expect(network.engine).toMatch(/^ONNX Runtime \d+\.\d+\.\d+, CPU$/);
    expect(network.provider).toBe('cpu');
  });
});

it.each([
  ['nothing', new Uint8Array(0)],
  ['text', new TextEncoder().encode('not a network')],
  ['half a file', onnx.subarray(0, onnx.length / 2)],
])('%s is refused', async (_, bytes) => {
  await expect(openNetwork(bytes)).rejects.toMatchObject({ name: 'AppError', code: 'inference/unreadable-network' });
});

describe('ALMANAC_PROVIDER', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is obeyed without a workspace, too, and refused where it is wrong', async () => {
    vi.stubEnv('ALMANAC_PROVIDER', 'cpu');
    await (await openNetwork(onnx)).close();
    vi.stubEnv('ALMANAC_PROVIDER', 'abacus');
    await expect(openNetwork(onnx)).rejects.toMatchObject({ code: 'inference/bad-setting' });
  });
});
