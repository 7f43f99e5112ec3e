import type { HeadSpec, LayerSpec, ModelSpec } from '#contract/model-spec.ts';
import { AppError } from '#contract/errors.ts';
import type { HeadKind, HeadOf, Loss, OutputActivation } from './head-kinds/head-kind.ts';
import { point } from './head-kinds/point.ts';
import { quantiles } from './head-kinds/quantiles.ts';
import { sigmoid } from './head-kinds/sigmoid.ts';
import { softmax } from './head-kinds/softmax.ts';
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
import { gru } from './layer-kinds/gru.ts';
import { layerNorm } from './layer-kinds/layer-norm.ts';
import { lstm } from './layer-kinds/lstm.ts';
import { pool } from './layer-kinds/pool.ts';
import { positionalEncoding } from './layer-kinds/positional-encoding.ts';
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
};
const headKinds: { readonly [K in HeadSpec['kind']]: HeadKind<K> } = { quantiles, point, sigmoid, softmax };

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
}

/** The network that a spec describes, once the number of input columns is known. */
export interface Graph {
  readonly windowBars: number;
  readonly featureCount: number;
  readonly layers: readonly GraphLayer[];
  /** What the network gives for each window: the outputs of the first horizon, then those of the next. */
  readonly outputCount: number;
  readonly head: GraphHead;
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
    activation: kind.activation,
    loss: kind.loss(head),
    initialBias: kind.initialBias(head),
  };
}

function placeLayer<K extends LayerSpec['kind']>(
  path: string,
  layer: LayerOf<K>,
  input: FlowShape,
  offset: number,
): GraphLayer {
  const kind: LayerKind<K> = layerKinds[layer.kind];
  let next = offset;
  let output: FlowShape;
  try {
    output = kind.inferShape(layer, input);
  } catch (cause) {
    throw new AppError(
      'spec/shape-mismatch',
      `${path} (${layer.kind}): ${cause instanceof Error ? cause.message : String(cause)}.`,
      'Change the layers of the spec so that each one fits what the layer before it gives.',
      { cause },
    );
  }
  const tensors = kind.parameters(layer, input).map((tensor) => {
    const size = tensor.shape.reduce((product, n) => product * n, 1);
    const placed = { ...tensor, offset: next, size };
    next += size;
    return placed;
  });
  return { path, layer, input, output, tensors };
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

function refuseSequence(shape: FlowShape): void {
  if (!isSequence(shape)) return;
  throw new AppError(
    'spec/shape-mismatch',
    `head: expected one vector, found the sequence ${describeShape(shape)}.`,
    'Give the last recurrent layer "returnSequences": false, or end the layers with a pool.',
  );
}

/**
 * Infers all shapes of a spec and places its parameters. The head adds its own last layer: a linear one
 * with the outputs of its kind for each horizon.
 * Errors: spec/shape-mismatch with the path of the layer that does not fit.
 */
export function buildGraph(spec: ModelSpec, featureCount: number): Graph {
  const head = describeHead<HeadSpec['kind']>(spec.head, spec.label.horizons);
  const layers = [...walkLayers(spec, featureCount, head)];
  const parameterCount = layers.reduce((sum, layer) => sum + countParameters(layer), 0);
  refuseTooLarge(parameterCount);
  const { output } = layers.at(-1)!;
  if (isSequence(output)) throw new RangeError('the head gives one vector by construction');
  return { windowBars: spec.windowBars, featureCount, layers, outputCount: output.width, head, parameterCount };
}

/** The layers of a spec up to the first one that does not fit what the one before it gives. */
export function placeLayers(spec: ModelSpec, featureCount: number): GraphLayer[] {
  const placed: GraphLayer[] = [];
  try {
    const head = describeHead<HeadSpec['kind']>(spec.head, spec.label.horizons);
    for (const layer of walkLayers(spec, featureCount, head)) placed.push(layer);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return placed;
}

function countParameters({ tensors }: GraphLayer): number {
  return tensors.reduce((sum, { size }) => sum + size, 0);
}

/** Layer after layer with its shapes and places; the last one is that of the head. Errors: spec/shape-mismatch. */
function* walkLayers(spec: ModelSpec, featureCount: number, head: GraphHead): Generator<GraphLayer, void> {
  const chain: [string, LayerSpec][] = spec.layers.map((layer, i) => [`layers.${i}`, layer]);
  const units = head.horizons.length * head.outputNames.length;
  const { l2 } = spec.head;
  chain.push(['head', { kind: 'dense', units, activation: 'linear', ...(l2 !== undefined && { l2 }) }]);

  let shape: FlowShape = { time: spec.windowBars, width: featureCount };
  let offset = 0;
  for (const [path, layer] of chain) {
    if (path === 'head') refuseSequence(shape);
    const placed: GraphLayer = placeLayer(path, layer, shape, offset);
    yield placed;
    shape = placed.output;
    offset += countParameters(placed);
  }
}
