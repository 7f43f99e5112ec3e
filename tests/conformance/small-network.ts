import type { HeadSpec, LabelSpec, LayerSpec, ModelSpec } from '#contract/model-spec.ts';
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
  'ordered quantiles': { kind: 'quantiles', levels: [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], ordered: true },
  gaussian: { kind: 'gaussian' },
  'student-t': { kind: 'student-t' },
  'sigmoid by hinge': { kind: 'sigmoid', classWeights: 'none', loss: { kind: 'hinge' } },
  'sigmoid by a smoothed cross-entropy': {
    kind: 'sigmoid',
    classWeights: 'none',
    loss: { kind: 'cross-entropy', smoothing: 0.2 },
  },
  'sigmoid by a focal loss': { kind: 'sigmoid', classWeights: 'none', loss: { kind: 'focal', focus: 2 } },
  'softmax by a smoothed focal loss': {
    kind: 'softmax',
    classWeights: 'none',
    loss: { kind: 'focal', focus: 1.5, smoothing: 0.1 },
  },
};

/** The label that a head is trained on. */
export function labelOf({ kind }: HeadSpec, horizons: number[]): LabelSpec {
  const base = { horizons, volatilityBars: 20 };
  if (kind === 'sigmoid') return { kind: 'direction', ...base };
  if (kind === 'softmax') return { kind: 'trend', ...base, threshold: { unit: 'volatility', value: 0.4 } };
  return { kind: 'forward-return', ...base };
}

const bidirectional = true;

/** Networks that together have every layer kind with all that it can do, by names for people; the first is the usual one. */
export const smallNetworks = {
  lstm: [
    { kind: 'lstm', units: 6, returnSequences: true },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'lstm', units: 5, returnSequences: false },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', units: 4, activation: 'relu' },
  ],
  gru: [
    { kind: 'gru', units: 6, returnSequences: true },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'gru', units: 5, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'tanh' },
  ],
  'bidirectional lstm': [
    { kind: 'lstm', units: 3, returnSequences: true, bidirectional },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'lstm', units: 2, returnSequences: false, bidirectional },
  ],
  'bidirectional gru': [
    { kind: 'gru', units: 3, returnSequences: true, bidirectional },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'gru', units: 2, returnSequences: false, bidirectional },
  ],
  'attention over the steps of an lstm': [
    { kind: 'dense', units: 4, activation: 'tanh' },
    { kind: 'lstm', units: 5, returnSequences: true },
    { kind: 'temporal-attention', units: 3 },
  ],
  'attention over the window, then normalised': [
    { kind: 'temporal-attention', units: 4 },
    { kind: 'layer-norm' },
    { kind: 'dense', units: 4, activation: 'linear' },
  ],
  transformer: [
    { kind: 'dense', units: 6, activation: 'linear' },
    { kind: 'positional-encoding' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'transformer-encoder', heads: 2, feedForward: 5, dropout: 0.3 },
    { kind: 'transformer-encoder', heads: 3, feedForward: 7, dropout: 0.1 },
    { kind: 'dropout', rate: 0.1 },
    { kind: 'layer-norm' },
    { kind: 'pool', how: 'last' },
  ],
  'transformer of an odd width, one head, mean': [
    { kind: 'positional-encoding' },
    { kind: 'transformer-encoder', heads: 1, feedForward: 4, dropout: 0 },
    { kind: 'dense', units: 5, activation: 'relu' },
    { kind: 'pool', how: 'mean' },
  ],
  linear: [{ kind: 'flatten' }],
  mlp: [
    { kind: 'dense', units: 3, activation: 'tanh' },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', units: 5, activation: 'relu' },
  ],
  'skips past layers, of sequences and of vectors': [
    { kind: 'dense', units: 4, activation: 'tanh', name: 'wide' },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'lstm', units: 4, returnSequences: true },
    { kind: 'skip', from: 'wide', how: 'add' },
    { kind: 'skip', from: 'input', how: 'concat' },
    { kind: 'gru', units: 3, returnSequences: false, name: 'last' },
    { kind: 'dense', units: 3, activation: 'tanh' },
    { kind: 'skip', from: 'last', how: 'add' },
    { kind: 'skip', from: 'last', how: 'concat' },
  ],
  'a vector for each instrument': [
    { kind: 'instrument-embedding', units: 2 },
    { kind: 'lstm', units: 4, returnSequences: false },
  ],
} as const satisfies Readonly<Record<string, readonly LayerSpec[]>>;

/** A small network under a head: small enough for finite differences. */
export function smallSpec(changes: Partial<ModelSpec> = {}): ModelSpec {
  return { ...loadPreset('price-lstm'), windowBars: 7, layers: [...smallNetworks.lstm], ...changes };
}

/** Instruments that the small graphs tell apart, where they are told. */
export const SMALL_INSTRUMENTS = 4;

export function smallGraph(changes: Partial<ModelSpec> = {}): Graph {
  return buildGraph(smallSpec(changes), 3, SMALL_INSTRUMENTS);
}

/** Random windows of a graph; overlapping, as real ones are. The labels are such as its loss takes. */
export function randomWindows(graph: Graph, samples: number, seed: number, weighted = false): WindowSet {
  const random = createRandom(seed);
  const { windowBars, featureCount } = graph;
  const rows = samples + windowBars - 1;
  const horizons = graph.head.horizons.length;
  const features = Float32Array.from({ length: rows * featureCount }, () => random.normal());
  const [first] = graph.layers;
  if (first?.layer.kind === 'instrument-embedding') {
    const instruments = first.tensors[0]!.shape[0]!;
    for (let row = 1; row <= rows; row++) features[row * featureCount - 1] = Math.floor(instruments * random.uniform());
  }
  return {
    features,
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
  if (loss.kind === 'bce' || loss.kind === 'hinge') return Math.floor(2 * random.uniform());
  if (loss.kind === 'cross-entropy') return Math.floor(loss.classes * random.uniform());
  return random.normal();
}
