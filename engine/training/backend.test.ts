import { expect, it } from 'vitest';
import { buildGraph } from '../models/graph.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { dropoutStreams } from './backend.ts';

it('counts the streams of masks along the chain, two for an encoder block', () => {
  const encoder = { kind: 'transformer-encoder', heads: 1, feedForward: 4, dropout: 0.1 } as const;
  const dropout = { kind: 'dropout', rate: 0.2 } as const;
  const layers = [dropout, encoder, { kind: 'layer-norm' }, encoder, dropout, { kind: 'pool', how: 'last' }] as const;
  const graph = buildGraph({ ...loadPreset('price-lstm'), layers: [...layers] }, 4);
  expect([...dropoutStreams(graph)]).toEqual([
    ['layers.0', 0],
    ['layers.1', 1],
    ['layers.3', 3],
    ['layers.4', 5],
  ]);
});
