import { describe, expect, it } from 'vitest';
import type { LayerSpec } from '#contract/model-spec.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import { countOperations } from './peak-sgemm.ts';

/** Windows of 10 bars with 3 columns, and the eleven outputs of price-lstm. */
function graphOf(layers: LayerSpec[]): Graph {
  return buildGraph({ ...loadPreset('price-lstm'), windowBars: 10, layers }, 3);
}

describe('the operations of a training window', () => {
  it('counts the matrix products of an LSTM and a head, three times', () => {
    const graph = graphOf([{ kind: 'lstm', units: 4, returnSequences: false }]);
    // Ten steps of [3 + 4] x [16], then [4] x [11].
    const forward = 2 * (10 * (3 + 4) * 16 + 4 * 11);
    expect(countOperations(graph)).toEqual({ total: 3 * forward, unneeded: 2 * 10 * 3 * 16 });
  });

  it('counts three gates and both directions, and a dense layer at each step of a sequence', () => {
    const graph = graphOf([
      { kind: 'dense', units: 6, activation: 'tanh' },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'gru', units: 4, returnSequences: false, bidirectional: true },
    ]);
    const forward = 2 * (10 * 3 * 6 + 2 * 10 * (6 + 4) * 12 + 8 * 11);
    expect(countOperations(graph)).toEqual({ total: 3 * forward, unneeded: 2 * 10 * 3 * 6 });
  });

  it('refuses a layer that it has no formula for', () => {
    const graph = graphOf([{ kind: 'pool', how: 'mean' }]);
    expect(() => countOperations(graph)).toThrow('the operations of layers.0 (pool) are not counted');
  });
});
