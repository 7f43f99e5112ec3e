import { readsInstrument, type HeadSpec, type LayerSpec, type ModelSpec } from '#contract/model-spec.ts';
import { AppError } from '#contract/errors.ts';
import type { HeadKind, HeadOf, Loss, OutputActivation } from './head-kinds/head-kind.ts';
import { gaussian } from './head-kinds/gaussian.ts';
import { point } from './head-kinds/point.ts';
import { quantiles } from './head-kinds/quantiles.ts';
import { sigmoid } from './head-kinds/sigmoid.ts';
import { softmax } from './head-kinds/softmax.ts';
import { studentT } from './head-kinds/student-t.ts';
import { dense } from './layer-kinds/dense.ts';
import { dropout } from './layer-kinds/dropout.ts';
import {
  describeShape,
  isSequence,
  type FlowShape,
  type LayerKind,
  type LayerOf,
  type ParameterTensor,
} from './layer-kinds/layer-kind.ts';
import { flatten } from './layer-kinds/flatten.ts';
import { gru } from './layer-kinds/gru.ts';
import { instrumentEmbedding } from './layer-kinds/instrument-embedding.ts';
import { layerNorm } from './layer-kinds/layer-norm.ts';
import { lstm } from './layer-kinds/lstm.ts';
import { pool } from './layer-kinds/pool.ts';
import { positionalEncoding } from './layer-kinds/positional-encoding.ts';
import { skip } from './layer-kinds/skip.ts';
import { temporalAttention } from './layer-kinds/temporal-attention.ts';
import { transformerEncoder } from './layer-kinds/transformer-encoder.ts';

const layerKinds: { readonly [K in LayerSpec['kind']]: LayerKind<K> } = {
  lstm,
  gru,
  'temporal-attention': temporalAttention,
  'positional-encoding': positionalEncoding,
  'transformer-encoder': transformerEncoder,
  'layer-norm': layerNorm,
  dropout,
  dense,
  pool,
  flatten,
  skip,
  'instrument-embedding': instrumentEmbedding,
};
const headKinds: { readonly [K in HeadSpec['kind']]: HeadKind<K> } = {
  quantiles,
  point,
  gaussian,
  'student-t': studentT,
  sigmoid,
  softmax,
};

/** A tensor with its place in the flat parameter vector. */
export interface PlacedTensor extends ParameterTensor {
  readonly offset: number;
  readonly size: number;
}

/** A layer with everything that its mappings need. */
export interface GraphLayer {
  /** Where the layer stands in the spec, such as "layers.2"; the head's own layer is "head". */
  readonly path: string;
  readonly layer: LayerSpec;
  readonly input: FlowShape;
  readonly output: FlowShape;
  readonly tensors: readonly PlacedTensor[];
  /** Of a skip, what it brings back: the window where it is 0, otherwise the output of so many layers, counted from 1. */
  readonly source?: number;
}

/** The network that a spec describes, once the number of input columns is known. */
export interface Graph {
  readonly windowBars: number;
  /** Numbers in a row of its input: the columns of the features, and behind them the place of the instrument if it reads it. */
  readonly featureCount: number;
  readonly layers: readonly GraphLayer[];
  /** What the network gives for each window: the outputs of the first horizon, then those of the next. */
  readonly outputCount: number;
  readonly head: GraphHead;
  /** Null where there is no adversarial part. */
  readonly adversarial: Required<ModelSpec['training']>['adversarial'] | null;
  /** All parameters lie in one flat vector, layer after layer. */
  readonly parameterCount: number;
}

/** What is asked of the outputs of the last layer, and for which horizons. */
export interface GraphHead {
  /** In bars, as in the label; each has as many outputs as there are names. */
  readonly horizons: readonly number[];
  readonly outputNames: readonly string[];
  readonly activation: OutputActivation;
  readonly loss: Loss;
  readonly initialBias: readonly number[];
}

function describeHead<K extends HeadSpec['kind']>(head: HeadOf<K>, horizons: readonly number[]): GraphHead {
  const kind: HeadKind<K> = headKinds[head.kind];
  return {
    horizons,
    outputNames: kind.outputNames(head),
    activation: kind.activation(head),
    loss: kind.loss(head),
    initialBias: kind.initialBias(head),
  };
}

function placeLayer<K extends LayerSpec['kind']>(
  path: string,
  layer: LayerOf<K>,
  input: FlowShape,
  offset: number,
  source: { readonly place: number; readonly shape: FlowShape } | null,
  instruments: number,
): GraphLayer {
  const kind: LayerKind<K> = layerKinds[layer.kind];
  let next = offset;
  let output: FlowShape;
  try {
    output = kind.inferShape(layer, input, source?.shape ?? null);
  } catch (cause) {
    throw new AppError(
      'spec/shape-mismatch',
      `${path} (${layer.kind}): ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Change the layers of the spec so that each one fits what the layer before it gives.',
      { cause },
    );
  }
  const tensors = kind.parameters(layer, input, instruments).map((tensor) => {
    const size = tensor.shape.reduce((product, n) => product * n, 1);
    const placed = { ...tensor, offset: next, size };
    next += size;
    return placed;
  });
  return { path, layer, input, output, tensors, ...(source && { source: source.place }) };
}

/** With the gradients of a batch and the moments of the optimiser, about two gigabytes. */
const MOST_PARAMETERS = 16_000_000;

function refuseTooLarge(parameters: number): void {
  if (parameters <= MOST_PARAMETERS) return;
  throw new AppError(
    'spec/too-large',
    `layers: the network has ${parameters} parameters; at most ${MOST_PARAMETERS} are trained.`,
    'Choose fewer or narrower layers. Price histories hold no more than a few thousand windows, from which a network of such a size learns nothing but them.',
  );
}

/** What a skip brings back; null for every other layer. Errors: spec/unknown-layer. */
function findSource(
  path: string,
  layer: LayerSpec,
  before: readonly GraphLayer[],
  windowShape: FlowShape,
): { place: number; shape: FlowShape } | null {
  if (layer.kind !== 'skip') return null;
  if (layer.from === 'input') return { place: 0, shape: windowShape };
  const found = before.findIndex((placed) => placed.layer.name === layer.from);
  if (found >= 0) return { place: found + 1, shape: before[found]!.output };
  const names = before.flatMap((placed) => placed.layer.name ?? []);
  throw new AppError(
    'spec/unknown-layer',
    `${path}.from: no layer before it is named "${layer.from}".`,
    `Give an earlier layer "name": "${layer.from}"; ${names.length > 0 ? `${names.join(', ')} and ` : ''}"input", the window, can be named now.`,
  );
}

function refuseSequence(shape: FlowShape): void {
  if (!isSequence(shape)) return;
  throw new AppError(
    'spec/shape-mismatch',
    `head: expected one vector, found the sequence ${describeShape(shape)}.`,
    'Give the last recurrent layer "returnSequences": false, or end the layers with a pool or a flatten.',
  );
}

/**
 * Infers all shapes of a spec and places its parameters. The head adds its own last layer: a linear one
 * with the outputs of its kind for each horizon. `columnCount` are the columns of the features, `instruments` how many the
 * network has to tell apart where it is told which one it sees.
 * Errors: spec/shape-mismatch with the path of the layer that does not fit.
 */
export function buildGraph(spec: ModelSpec, columnCount: number, instruments = 1): Graph {
  const featureCount = columnCount + (readsInstrument(spec) ? 1 : 0);
  const head = describeHead<HeadSpec['kind']>(spec.head, spec.label.horizons);
  const layers = [...walkLayers(spec, featureCount, head, instruments)];
  const parameterCount = layers.reduce((sum, layer) => sum + countParameters(layer), 0);
  refuseTooLarge(parameterCount);
  const { output } = layers.at(-1)!;
  if (isSequence(output)) throw new RangeError('the head gives one vector by construction');
  return {
    windowBars: spec.windowBars,
    featureCount,
    layers,
    outputCount: output.width,
    head,
    adversarial: spec.training.adversarial ?? null,
    parameterCount,
  };
}

/** The layers of a spec up to the first one that does not fit what the one before it gives. */
export function placeLayers(spec: ModelSpec, columnCount: number, instruments = 1): GraphLayer[] {
  const featureCount = columnCount + (readsInstrument(spec) ? 1 : 0);
  const placed: GraphLayer[] = [];
  try {
    const head = describeHead<HeadSpec['kind']>(spec.head, spec.label.horizons);
    for (const layer of walkLayers(spec, featureCount, head, instruments)) placed.push(layer);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return placed;
}

function countParameters({ tensors }: GraphLayer): number {
  return tensors.reduce((sum, { size }) => sum + size, 0);
}

/** Layer after layer with its shapes and places; the last one is that of the head. Errors: spec/shape-mismatch. */
function* walkLayers(
  spec: ModelSpec,
  featureCount: number,
  head: GraphHead,
  instruments: number,
): Generator<GraphLayer, void> {
  const chain: [string, LayerSpec][] = spec.layers.map((layer, i) => [`layers.${i}`, layer]);
  const units = head.horizons.length * head.outputNames.length;
  const { l2 } = spec.head;
  chain.push(['head', { kind: 'dense', units, activation: 'linear', ...(l2 !== undefined && { l2 }) }]);

  const placedBefore: GraphLayer[] = [];
  const windowShape: FlowShape = { time: spec.windowBars, width: featureCount };
  let shape: FlowShape = windowShape;
  let offset = 0;
  for (const [path, layer] of chain) {
    if (path === 'head') refuseSequence(shape);
    const source = findSource(path, layer, placedBefore, windowShape);
    const placed: GraphLayer = placeLayer(path, layer, shape, offset, source, instruments);
    yield placed;
    placedBefore.push(placed);
    shape = placed.output;
    offset += countParameters(placed);
  }
}
