import type { LayerSpec, ModelSpec } from '#contract/model-spec.ts';
import { AppError } from '#contract/errors.ts';
import { dense } from './layer-kinds/dense.ts';
import { dropout } from './layer-kinds/dropout.ts';
import {
  isSequence,
  type FlowShape,
  type LayerKind,
  type LayerOf,
  type ParameterTensor,
} from './layer-kinds/layer-kind.ts';
import { lstm } from './layer-kinds/lstm.ts';

const layerKinds: { readonly [K in LayerSpec['kind']]: LayerKind<K> } = { lstm, dropout, dense };

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
  readonly outputCount: number;
  /** Quantile levels of the outputs; the loss is the mean pinball loss over them. */
  readonly levels: readonly number[];
  /** All parameters lie in one flat vector, layer after layer. */
  readonly parameterCount: number;
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

/**
 * Infers all shapes of a spec and places its parameters. The head adds its own last layer: a linear one
 * with one output per quantile level.
 * Errors: spec/shape-mismatch with the path of the layer that does not fit.
 */
export function buildGraph(spec: ModelSpec, featureCount: number): Graph {
  const chain: [string, LayerSpec][] = spec.layers.map((layer, i) => [`layers.${i}`, layer]);
  chain.push(['head', { kind: 'dense', units: spec.head.levels.length, activation: 'linear' }]);

  const layers: GraphLayer[] = [];
  let shape: FlowShape = { time: spec.windowBars, width: featureCount };
  let offset = 0;
  for (const [path, layer] of chain) {
    const placed: GraphLayer = placeLayer(path, layer, shape, offset);
    layers.push(placed);
    shape = placed.output;
    offset += placed.tensors.reduce((sum, tensor) => sum + tensor.size, 0);
  }
  if (isSequence(shape)) throw new RangeError('the head gives one vector by construction');
  return {
    windowBars: spec.windowBars,
    featureCount,
    layers,
    outputCount: shape.width,
    levels: spec.head.levels,
    parameterCount: offset,
  };
}
