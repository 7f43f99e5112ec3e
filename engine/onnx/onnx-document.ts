import { bytesOf } from '../kernel/hash.ts';
import { bytesField, concat, intField, messageField, stringField, type Encoded } from './protobuf-writer.ts';

/**
 * The subset of ONNX that Almanac writes. Field numbers are those of onnx.proto3 (ONNX 1.16, IR version 9);
 * opset 17 is the oldest that has all that is needed, so the files run everywhere.
 */
const OPSET = 17;
const IR_VERSION = 9;

const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_STRING = 3;
const ATTRIBUTE_INTS = 7;

/** A dimension is a number, or a name where it may vary. */
export type Dimension = number | string;

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

export interface OnnxGraph {
  readonly name: string;
  readonly description: string;
  readonly input: { readonly name: string; readonly shape: readonly Dimension[] };
  readonly output: { readonly name: string; readonly shape: readonly Dimension[] };
  readonly nodes: readonly OnnxNode[];
  readonly weights: readonly OnnxTensor[];
}

/** Encodes a graph as an ONNX ModelProto. */
export function encodeOnnx(graph: OnnxGraph, producerVersion: string): Uint8Array {
  return concat([
    intField(1, IR_VERSION),
    stringField(2, 'almanac'),
    stringField(3, producerVersion),
    stringField(6, graph.description),
    messageField(7, [
      ...graph.nodes.map((node, index) => messageField(1, encodeNode(node, index))),
      stringField(2, graph.name),
      ...graph.weights.map((tensor) => messageField(5, encodeTensor(tensor))),
      messageField(11, encodeValueInfo(graph.input)),
      messageField(12, encodeValueInfo(graph.output)),
    ]),
    messageField(8, [stringField(1, ''), intField(2, OPSET)]),
  ]);
}

function encodeNode(node: OnnxNode, index: number): Encoded[] {
  return [
    ...node.inputs.map((name) => stringField(1, name)),
    ...node.outputs.map((name) => stringField(2, name)),
    stringField(3, `${node.operator}_${index}`),
    stringField(4, node.operator),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) => messageField(5, encodeAttribute(name, value))),
  ];
}

function encodeAttribute(name: string, value: number | string | readonly number[]): Encoded[] {
  if (typeof value === 'number') return [stringField(1, name), intField(3, value), intField(20, ATTRIBUTE_INT)];
  if (typeof value === 'string') return [stringField(1, name), stringField(4, value), intField(20, ATTRIBUTE_STRING)];
  return [stringField(1, name), ...value.map((v) => intField(8, v)), intField(20, ATTRIBUTE_INTS)];
}

function encodeTensor({ name, shape, values }: OnnxTensor): Encoded[] {
  const raw =
    values instanceof Float32Array
      ? bytesOf(values)
      : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return [
    ...shape.map((n) => intField(1, n)),
    intField(2, values instanceof Float32Array ? FLOAT : INT64),
    stringField(8, name),
    bytesField(9, raw),
  ];
}

function encodeValueInfo({ name, shape }: OnnxGraph['input']): Encoded[] {
  const dimensions = shape.map((d) => messageField(1, [typeof d === 'number' ? intField(1, d) : stringField(2, d)]));
  return [stringField(1, name), messageField(2, [messageField(1, [intField(1, FLOAT), messageField(2, dimensions)])])];
}
