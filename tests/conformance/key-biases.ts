import type { Graph } from '#engine/models/graph.ts';

/**
 * Parameters with zeros for the key biases of transformers. Such a bias adds the same to all scores of a query, so the
 * softmax does not see it, and nothing depends on it. Its gradient is 0 but for rounding, which Adam makes whole steps
 * of: two engines that agree on everything else do not agree on it.
 */
export function blankKeyBiases(graph: Graph, parameters: Float32Array): Float32Array {
  const blanked = parameters.slice();
  for (const { layer, tensors } of graph.layers) {
    if (layer.kind !== 'transformer-encoder') continue;
    const { offset, size } = tensors.find(({ name }) => name === 'bk')!;
    blanked.fill(0, offset, offset + size);
  }
  return blanked;
}
