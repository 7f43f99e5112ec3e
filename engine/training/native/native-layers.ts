import type { Graph } from '../../models/graph.ts';
import { dropoutStreams } from '../backend.ts';
import type { NativeLayer } from './native-core.ts';

/** The graph as the native core takes it. */
export function toNativeLayers(graph: Graph): NativeLayer[] {
  const streams = dropoutStreams(graph);
  return graph.layers.map(({ path, layer, input }): NativeLayer => {
    switch (layer.kind) {
      case 'lstm':
        return { kind: 'lstm', inputSize: input.width, units: layer.units, returnSequences: layer.returnSequences };
      case 'dropout':
        return { kind: 'dropout', rate: layer.rate, stream: streams.get(path) ?? 0 };
      case 'dense':
        return { kind: 'dense', inputSize: input.width, units: layer.units, activation: layer.activation };
    }
  });
}
