import { describe, expect, it } from 'vitest';
import type { LayerSpec } from '#contract/model-spec.ts';
import { openNetwork } from '#engine/inference/open-network.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph } from '#engine/models/graph.ts';
import { drawInitialWeights } from '#engine/models/initial-weights.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { exportOnnx } from '#engine/onnx/export-onnx.ts';
import { referenceForward } from './reference-network.ts';
import { randomWindows, SMALL_INSTRUMENTS, smallNetworks } from './small-network.ts';

const preset = loadPreset('price-lstm');
const lstm = (units: number, returnSequences = false): LayerSpec => ({ kind: 'lstm', units, returnSequences });
const encoder: LayerSpec = { kind: 'transformer-encoder', heads: 2, feedForward: 7, dropout: 0.3 };
const small = Object.entries(smallNetworks).map(([name, layers]): [string, LayerSpec[], number] => [
  `small: ${name}`,
  [...layers],
  20,
]);

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
    [
      'both directions of an LSTM after those of a GRU',
      [
        { kind: 'gru', units: 3, returnSequences: true, bidirectional: true },
        { kind: 'lstm', units: 2, returnSequences: false, bidirectional: true },
      ],
      20,
    ],
    [
      'one direction of a GRU after both of an LSTM',
      [
        { kind: 'lstm', units: 3, returnSequences: true, bidirectional: true },
        { kind: 'gru', units: 4, returnSequences: false },
      ],
      20,
    ],
    [
      'a transformer between recurrent layers',
      [lstm(4, true), encoder, { kind: 'layer-norm' }, { kind: 'temporal-attention', units: 3 }],
      20,
    ],
    ['the mean of the window', [{ kind: 'pool', how: 'mean' }], 20],
    ['the last bar of the window', [{ kind: 'pool', how: 'last' }], 20],
    [
      'vectors that are normalised and squashed',
      [{ kind: 'pool', how: 'mean' }, { kind: 'layer-norm' }, { kind: 'dense', units: 4, activation: 'tanh' }],
      20,
    ],
    // More windows than ONNX Runtime is given at once.
    ['many windows', [{ kind: 'dense', units: 4, activation: 'tanh' }, encoder, { kind: 'pool', how: 'last' }], 530],
    ...small,
  ])('%s, to 1e-5', async (_, layers, samples) => {
    const graph = buildGraph({ ...preset, layers }, 5, SMALL_INSTRUMENTS);
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

  it('for windows of a single bar, to 1e-5', async () => {
    for (const layers of Object.values(smallNetworks)) {
      const graph = buildGraph({ ...preset, layers: [...layers], windowBars: 1 }, 5, SMALL_INSTRUMENTS);
      const weights = drawInitialWeights(graph, 4);
      const windows = randomWindows(graph, 6, 5);
      const network = await openNetwork(exportOnnx(graph, weights, 'reference', '0.0.0'));
      const outputs = await network.run(windows);
      await network.close();
      const expected = referenceForward(graph, weights, windows, [0, 1, 2, 3, 4, 5], null).flat();
      outputs.forEach((value, i) => {
        expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-5);
      });
    }
  });
});
