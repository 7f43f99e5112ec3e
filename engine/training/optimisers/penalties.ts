import type { OptimizerSpec } from '#contract/model-spec.ts';
import type { Graph } from '../../models/graph.ts';

/** Parameters `first` to `first + count`, whose loss has l2 / 2 times the sum of their squares added. */
export interface Penalty {
  readonly first: number;
  readonly count: number;
  readonly l2: number;
  /** Whether the weight decay of AdamW applies to them. */
  readonly decays: boolean;
}

/**
 * What the spec holds small: the matrices of the layers that say "l2", and under AdamW those of all layers. Biases and
 * the gains of a normalisation are left alone: they say where, not how much (Goodfellow et al. 2016, section 7.1).
 */
export function listPenalties(graph: Graph, optimizer: OptimizerSpec): Penalty[] {
  const decays = optimizer.kind === 'adamw';
  return graph.layers.flatMap(({ layer, tensors }) => {
    const l2 = 'l2' in layer ? (layer.l2 ?? 0) : 0;
    if (l2 === 0 && !decays) return [];
    return tensors
      .filter(({ shape }) => shape.length > 1)
      .map(({ offset, size }) => ({ first: offset, count: size, l2, decays }));
  });
}
