import { describe, expect, it } from 'vitest';
import { backendNames } from '#contract/model-spec.ts';
import { countColumns } from '#engine/features/resolve-features.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { listPresets, loadPreset } from '#engine/models/parse-spec.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { hasNativeCore } from '#engine/training/native/native-core.ts';
import { openBackend } from '#engine/training/open-backend.ts';
import { referenceActivation } from './reference-network.ts';
import { randomWindows } from './small-network.ts';

const SAMPLES = 4;

describe.each(listPresets())('preset %s', (preset) => {
  const spec = loadPreset(preset);
  const graph = buildGraph(spec, countColumns(spec.features));
  const random = createRandom(3);
  const weights = drawInitialWeights(graph, 4).map((weight) => weight + 0.1 * random.normal());
  const windows = randomWindows(graph, SAMPLES, 5);

  for (const name of backendNames) {
    it.skipIf(name === 'native' && !hasNativeCore())(
      `gives the same in ONNX Runtime as on the ${name} backend, to 1e-5`,
      async () => {
        const network = await openNetwork(exportOnnx(graph, weights, preset, '0.0.0'));
        const inferred = await network.run(windows);
        await network.close();

        const session = await (await openBackend(name)).open(graph, weights);
        const { outputs, loss } = await session.evaluate(windows);
        session.dispose();
        expect(loss).toBeGreaterThan(0);
        const rows = Array.from({ length: SAMPLES }, (_, i) =>
          Array.from(outputs.subarray(i * graph.outputCount, (i + 1) * graph.outputCount)),
        );
        const expected = referenceActivation(graph, rows).flat();
        expect(inferred.length).toBe(expected.length);
        inferred.forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
        });
        // Not a constant: windows differ by far more than the tolerance.
        expect(Math.max(...rows.map((row) => row[0]!)) - Math.min(...rows.map((row) => row[0]!))).toBeGreaterThan(1e-2);
      },
    );
  }
});
