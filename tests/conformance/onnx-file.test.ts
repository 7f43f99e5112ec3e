import { describe, expect, it } from 'vitest';
import type { LayerSpec } from '#contract/model-spec.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { referenceForward } from './reference-network.ts';
import { randomWindows } from './small-network.ts';

const preset = loadPreset('price-lstm');
const lstm = (units: number, returnSequences = false): LayerSpec => ({ kind: 'lstm', units, returnSequences });

/** What ONNX Runtime makes of the exported file must be what the float64 reference computes from the weights. */
describe('the ONNX file computes the reference', () => {
  it.each<[string, LayerSpec[], number]>([
    ['price-lstm as it is', preset.layers, 3],
    ['one LSTM as the only layer', [lstm(7)], 20],
    ['dropout before everything else', [{ kind: 'dropout', rate: 0.4 }, lstm(5)], 20],
    [
      'dense layers, relu and linear',
      [lstm(6), { kind: 'dense', units: 5, activation: 'relu' }, { kind: 'dense', units: 3, activation: 'linear' }],
      20,
    ],
    ['three LSTMs with sequences between', [lstm(4, true), lstm(3, true), lstm(2)], 20],
    ['a width of one', [lstm(1, true), lstm(1)], 20],
  ])('%s, to 1e-5', async (_, layers, samples) => {
    const graph = buildGraph({ ...preset, layers }, 5);
    const random = createRandom(3);
    const weights = drawInitialWeights(graph, 4).map((weight) => weight + 0.1 * random.normal());
    const windows = randomWindows(graph, samples, 5);
    const network = await openNetwork(exportOnnx(graph, weights, 'reference', '0.0.0'));
    const outputs = await network.run(windows);
    await network.close();

    const expected = referenceForward(
      graph,
      weights,
      windows,
      windows.ends.map((_, i) => i),
      null,
    ).flat();
    expect(outputs.length).toBe(expected.length);
    outputs.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
    });
    // Not a constant: neighbouring windows differ.
    expect(outputs.slice(0, 11)).not.toEqual(outputs.slice(11, 22));
  });
});
