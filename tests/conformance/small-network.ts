import type { ModelSpec } from '#contract/model-spec.ts';
import { createRandom } from '#engine/kernel/random.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';

/** A network with every layer kind, small enough for finite differences. */
export function smallSpec(): ModelSpec {
  return {
    ...loadPreset('price-lstm'),
    windowBars: 7,
    layers: [
      { kind: 'lstm', units: 6, returnSequences: true },
      { kind: 'dropout', rate: 0.3 },
      { kind: 'lstm', units: 5, returnSequences: false },
      { kind: 'dropout', rate: 0.2 },
      { kind: 'dense', units: 4, activation: 'relu' },
    ],
  };
}

export function smallGraph(): Graph {
  return buildGraph(smallSpec(), 3);
}

/** Random windows of a graph; overlapping, as real ones are. */
export function randomWindows(graph: Graph, samples: number, seed: number): WindowSet {
  const random = createRandom(seed);
  const { windowBars, featureCount } = graph;
  const rows = samples + windowBars - 1;
  return {
    features: Float32Array.from({ length: rows * featureCount }, () => random.normal()),
    featureCount,
    windowBars,
    ends: Int32Array.from({ length: samples }, (_, i) => i + windowBars - 1),
    labels: Float32Array.from({ length: samples }, () => random.normal()),
  };
}
