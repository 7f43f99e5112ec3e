import type { HeadSpec, LabelSpec, ModelSpec } from '#contract/model-spec.ts';
import { createRandom, type Random } from '#engine/kernel/random.ts';
import { buildGraph, type Graph } from '#engine/models/graph.ts';
import type { Loss } from '#engine/models/head-kinds/head-kind.ts';
import { loadPreset } from '#engine/models/parse-spec.ts';
import type { WindowSet } from '#engine/features/dataset.ts';

/** Every head with every loss, by a name for people. */
export const smallHeads: Readonly<Record<string, HeadSpec>> = {
  quantiles: { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975] },
  'point by mse': { kind: 'point', loss: 'mse' },
  'point by mae': { kind: 'point', loss: 'mae' },
  'point by huber': { kind: 'point', loss: 'huber' },
  sigmoid: { kind: 'sigmoid', classWeights: 'none' },
  softmax: { kind: 'softmax', classWeights: 'none' },
};

/** The label that a head is trained on. */
export function labelOf({ kind }: HeadSpec, horizons: number[]): LabelSpec {
  const base = { horizons, volatilityBars: 20 };
  if (kind === 'sigmoid') return { kind: 'direction', ...base };
  if (kind === 'softmax') return { kind: 'trend', ...base, threshold: { unit: 'volatility', value: 0.4 } };
  return { kind: 'forward-return', ...base };
}

/** A network with every layer kind, small enough for finite differences. */
export function smallSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
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
    ...changes,
  };
}

export function smallGraph(changes: Partial<ModelSpec> = {}): Graph {
  return buildGraph(smallSpec(changes), 3);
}

/** Random windows of a graph; overlapping, as real ones are. The labels are such as its loss takes. */
export function randomWindows(graph: Graph, samples: number, seed: number, weighted = false): WindowSet {
  const random = createRandom(seed);
  const { windowBars, featureCount } = graph;
  const rows = samples + windowBars - 1;
  const horizons = graph.head.horizons.length;
  return {
    features: Float32Array.from({ length: rows * featureCount }, () => random.normal()),
    featureCount,
    windowBars,
    ends: Int32Array.from({ length: samples }, (_, i) => i + windowBars - 1),
    horizons,
    labels: Float32Array.from({ length: samples * horizons }, () => randomLabel(graph.head.loss, random)),
    // From 0 up, 1 on average.
    ...(weighted && { weights: Float32Array.from({ length: samples * horizons }, () => 2 * random.uniform()) }),
  };
}

function randomLabel(loss: Loss, random: Random): number {
  if (loss.kind === 'bce') return Math.floor(2 * random.uniform());
  if (loss.kind === 'cross-entropy') return Math.floor(loss.classes * random.uniform());
  return random.normal();
}
