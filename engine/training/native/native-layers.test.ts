import { expect, it } from 'vitest';
import { buildGraph } from '../../models/graph.ts';
import { loadPreset } from '../../models/parse-spec.ts';
import { toNativeLayers } from './native-layers.ts';

it('gives the native core every layer with the sizes of what flows into it', () => {
  const graph = buildGraph(
    {
      ...loadPreset('price-lstm'),
      layers: [
        { kind: 'dense', units: 8, activation: 'tanh' },
        { kind: 'positional-encoding' },
        { kind: 'dropout', rate: 0.3 },
        { kind: 'transformer-encoder', heads: 2, feedForward: 6, dropout: 0.1 },
        { kind: 'layer-norm' },
        { kind: 'gru', units: 5, returnSequences: true },
        { kind: 'lstm', units: 3, returnSequences: true, bidirectional: true },
        { kind: 'dropout', rate: 0.2 },
        { kind: 'temporal-attention', units: 4 },
      ],
    },
    5,
  );
  expect(toNativeLayers(graph)).toEqual([
    { kind: 'dense', inputSize: 5, units: 8, activation: 'tanh' },
    { kind: 'positional-encoding', inputSize: 8, time: 60 },
    { kind: 'dropout', rate: 0.3, stream: 0 },
    { kind: 'transformer-encoder', inputSize: 8, heads: 2, feedForward: 6, dropoutRate: 0.1, stream: 1 },
    { kind: 'layer-norm', inputSize: 8 },
    { kind: 'gru', inputSize: 8, units: 5, returnSequences: true, bidirectional: false },
    { kind: 'lstm', inputSize: 5, units: 3, returnSequences: true, bidirectional: true },
    { kind: 'dropout', rate: 0.2, stream: 3 },
    { kind: 'temporal-attention', inputSize: 6, units: 4 },
    { kind: 'dense', inputSize: 12, units: 11, activation: 'linear' },
  ]);
});

it('says how a sequence is pooled', () => {
  const graph = buildGraph({ ...loadPreset('price-lstm'), layers: [{ kind: 'pool', how: 'mean' }] }, 5);
  expect(toNativeLayers(graph)[0]).toEqual({ kind: 'pool', how: 'mean' });
});
