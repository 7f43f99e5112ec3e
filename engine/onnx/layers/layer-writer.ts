import type { LayerSpec } from '#contract/model-spec.ts';
import type { GraphLayer, PlacedTensor } from '../../models/graph.ts';
import type { FlowShape, LayerOf } from '../../models/layer-kinds/layer-kind.ts';
import type { OnnxNode, OnnxTensor } from '../onnx-document.ts';

/**
 * Writes one layer into the file; all names in it begin with the layer's path. Sequences flow as [time, batch, width],
 * because that is how ONNX's recurrent layers take them, vectors as [batch, width]; only the size of the batch is open.
 */
export interface LayerWriter {
  /** Shape of what flows in, without the batch. */
  readonly input: FlowShape;
  /** Names of what flows in and of what flows out. */
  readonly flow: string;
  readonly output: string;
  /** Name of what a skip brings back; null for every other layer. */
  readonly source: string | null;
  /**
   * Adds a node and returns the name of its output. Of a node with several outputs the one at `position` is meant; those
   * before it stay unnamed, which in ONNX says that nobody reads them.
   */
  node(
    name: string,
    operator: string,
    inputs: readonly string[],
    attributes?: OnnxNode['attributes'],
    position?: number,
  ): string;
  /** Adds the last node, whose output is that of the layer. */
  result(operator: string, inputs: readonly string[], attributes?: OnnxNode['attributes']): void;
  /** Adds a tensor and returns its name. */
  tensor(name: string, shape: readonly number[], values: Float32Array): string;
  /** The same of whole numbers, such as the shape that a Reshape asks for; 0 in it keeps a size as it is. */
  integers(name: string, values: readonly number[]): string;
  /** The values of a trained tensor, flat. */
  valuesOf(name: string): Float32Array;
  /** Adds a trained tensor as it is and returns its name. */
  trained(name: string): string;
}

export type WriteLayer<K extends LayerSpec['kind']> = (layer: LayerOf<K>, writer: LayerWriter) => void;

export function createLayerWriter(
  { path, input, tensors }: GraphLayer,
  { flow, source, output }: Pick<LayerWriter, 'flow' | 'source' | 'output'>,
  weights: Float32Array,
  file: { readonly nodes: OnnxNode[]; readonly tensors: OnnxTensor[] },
): LayerWriter {
  function add(tensor: OnnxTensor): string {
    file.tensors.push(tensor);
    return tensor.name;
  }
  function find(name: string): PlacedTensor {
    const found = tensors.find((tensor) => tensor.name === name);
    if (!found) throw new RangeError(`${path} has no tensor ${name}`);
    return found;
  }
  const valuesOf = (name: string): Float32Array => {
    const { offset, size } = find(name);
    return weights.subarray(offset, offset + size);
  };
  return {
    input,
    flow,
    output,
    source,
    node(name, operator, inputs, attributes = {}, position = 0) {
      const own = `${path}.${name}`;
      file.nodes.push({ operator, inputs, outputs: [...new Array<string>(position).fill(''), own], attributes });
      return own;
    },
    result(operator, inputs, attributes = {}) {
      file.nodes.push({ operator, inputs, outputs: [output], attributes });
    },
    tensor: (name, shape, values) => add({ name: `${path}.${name}`, shape, values }),
    integers: (name, values) =>
      add({ name: `${path}.${name}`, shape: [values.length], values: BigInt64Array.from(values, BigInt) }),
    valuesOf,
    trained: (name) => add({ name: `${path}.${name}`, shape: find(name).shape, values: valuesOf(name) }),
  };
}
