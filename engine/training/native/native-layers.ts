import type { Graph, GraphLayer } from '../../models/graph.ts';
import { expectSequence } from '../../models/layer-kinds/layer-kind.ts';
import { dropoutStreams } from '../backend.ts';
import type { NativeLayer } from './native-core.ts';

/** The graph as the native core takes it. */
export function toNativeLayers(graph: Graph): NativeLayer[] {
  const streams = dropoutStreams(graph);
  return graph.layers.map((placed) => toNativeLayer(placed, streams.get(placed.path) ?? 0));
}

function toNativeLayer({ layer, input, source, tensors }: GraphLayer, stream: number): NativeLayer {
  const inputSize = input.width;
  switch (layer.kind) {
    case 'lstm':
    case 'gru': {
      const { kind, units, returnSequences, bidirectional = false } = layer;
      return { kind, inputSize, units, returnSequences, bidirectional };
    }
    case 'temporal-attention':
      return { kind: 'temporal-attention', inputSize, units: layer.units };
    case 'positional-encoding':
      return { kind: 'positional-encoding', inputSize, time: expectSequence(input).time };
    case 'transformer-encoder': {
      const { kind, heads, feedForward, dropout } = layer;
      return { kind, inputSize, heads, feedForward, dropoutRate: dropout, stream };
    }
    case 'layer-norm':
      return { kind: 'layer-norm', inputSize };
    case 'dropout':
      return { kind: 'dropout', rate: layer.rate, stream };
    case 'dense':
      return { kind: 'dense', inputSize, units: layer.units, activation: layer.activation };
    case 'pool':
      return { kind: 'pool', how: layer.how };
    case 'instrument-embedding':
      return { kind: 'instrument-embedding', inputSize, instruments: tensors[0]!.shape[0]!, units: layer.units };
    case 'flatten':
      return { kind: 'flatten' };
    case 'skip':
      return { kind: 'skip', source: source!, how: layer.how };
  }
}
