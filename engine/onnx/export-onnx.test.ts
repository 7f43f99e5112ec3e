import { describe, expect, it } from 'vitest';
import type { HeadSpec, LabelSpec, LayerSpec } from '#contract/model-spec.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
import { LAYER_NORM_EPSILON } from '../models/layer-kinds/layer-norm.ts';
import { loadPreset } from '../models/parse-spec.ts';
import { exportOnnx } from './export-onnx.ts';
import { blocksOf, integersOf, messagesOf, readFields, stringsOf, type Fields } from './protobuf-reader.test-data.ts';

const spec = loadPreset('price-lstm');
const graph = buildGraph(
  {
    ...spec,
    layers: [
      { kind: 'lstm', units: 3, returnSequences: true },
      { kind: 'dropout', rate: 0.5 },
      { kind: 'lstm', units: 2, returnSequences: false },
      { kind: 'dense', units: 4, activation: 'relu' },
    ],
  },
  5,
);
const weights = drawInitialWeights(graph, 1);
const model = readFields(exportOnnx(graph, weights, 'small', '1.2.3'));
const network = messagesOf(model, 7)[0]!;

// Field numbers are those of onnx.proto3.
it('is an ONNX model of IR version 9 and opset 17', () => {
  expect(integersOf(model, 1)).toEqual([9]);
  expect([stringsOf(model, 2), stringsOf(model, 3)]).toEqual([['almanac'], ['1.2.3']]);
  const [opset] = messagesOf(model, 8);
  expect([stringsOf(opset!, 1), integersOf(opset!, 2)]).toEqual([[''], [17]]);
  expect(stringsOf(network, 2)).toEqual(['small']);
});

it('chains the layers from the windows to the outputs; dropout is gone', () => {
  const nodes = messagesOf(network, 1);
  expect(nodes.map((node) => stringsOf(node, 4)[0])).toEqual([
    'Transpose',
    'LSTM',
    'Squeeze',
    'LSTM',
    'Squeeze',
    'Gemm',
    'Relu',
    'Gemm',
  ]);
  const known = new Set([...messagesOf(network, 5).map((tensor) => stringsOf(tensor, 8)[0]), 'windows']);
  for (const node of nodes) {
    for (const input of stringsOf(node, 1)) expect(known).toContain(input);
    for (const output of stringsOf(node, 2)) known.add(output);
  }
  expect(known).toContain('outputs');
});

it('names its input [batch, 60, 5] and its output [batch, 11], of float32', () => {
  for (const [field, name, dimensions] of [
    [11, 'windows', ['batch', 60, 5]],
    [12, 'outputs', ['batch', 11]],
  ] as const) {
    const [info] = messagesOf(network, field);
    expect(stringsOf(info!, 1)).toEqual([name]);
    const [tensor] = messagesOf(messagesOf(info!, 2)[0]!, 1);
    expect(integersOf(tensor!, 1)).toEqual([1]);
    const shape = messagesOf(messagesOf(tensor!, 2)[0]!, 1);
    expect(shape.map((dimension) => integersOf(dimension, 1)[0] ?? stringsOf(dimension, 2)[0])).toEqual(dimensions);
  }
});

describe('its weights', () => {
  const tensors = new Map(
    messagesOf(network, 5).map((tensor) => {
      const raw = blocksOf(tensor, 9)[0]!;
      return [stringsOf(tensor, 8)[0], { shape: integersOf(tensor, 1), type: integersOf(tensor, 2)[0], raw }];
    }),
  );

  it('fill their shapes', () => {
    for (const { shape, type, raw } of tensors.values()) {
      const bytesPerValue = type === 1 ? 4 : 8;
      expect(raw.length).toBe(shape.reduce((product, n) => product * n) * bytesPerValue);
    }
  });

  it('have the gates in the order i, o, f, c, one row per unit', () => {
    const { tensors: ours } = graph.layers[2]!;
    const W = weights.subarray(ours[0]!.offset);
    const { shape, raw } = tensors.get('layers.2.W')!;
    expect(shape).toEqual([1, 8, 3]);
    const written = new Float32Array(raw.slice().buffer);
    // Our W [3 inputs, 8]: columns i0 i1 f0 f1 g0 g1 o0 o1. Rows of ONNX: i0 i1 o0 o1 f0 f1 g0 g1.
    [0, 1, 6, 7, 2, 3, 4, 5].forEach((column, row) => {
      for (let input = 0; input < 3; input++) expect(written[row * 3 + input]).toBe(W[input * 8 + column]);
    });
  });

  it('hold the bias once; the second one of ONNX is 0', () => {
    const { shape, raw } = tensors.get('layers.2.B')!;
    expect(shape).toEqual([1, 16]);
    expect(Array.from(new Float32Array(raw.slice().buffer))).toEqual([
      0,
      0,
      0,
      0,
      1,
      1,
      0,
      0,
      ...new Array<number>(8).fill(0),
    ]);
  });
});

describe('a layer', () => {
  /** The file of a network over 5 columns, and its trained tensors. */
  function exportLayers(layers: LayerSpec[]): {
    nodes: Fields[];
    operators: (string | undefined)[];
    attributes: (operator: string) => Record<string, number | number[] | string | undefined>;
    values: (name: string) => { shape: number[]; values: number[] };
    ours: (name: string) => Float32Array;
  } {
    const layerGraph = buildGraph({ ...spec, layers }, 5);
    const random = drawInitialWeights(layerGraph, 1).map((weight, i) => weight + i / 1000);
    const file = messagesOf(readFields(exportOnnx(layerGraph, random, 'small', '1.2.3')), 7)[0]!;
    const nodes = messagesOf(file, 1);
    return {
      nodes,
      operators: nodes.map((node) => stringsOf(node, 4)[0]),
      attributes: (operator) =>
        Object.fromEntries(
          messagesOf(
            nodes.find((node) => stringsOf(node, 4)[0] === operator)!,
            5,
          ).map((attribute) => [
            stringsOf(attribute, 1)[0]!,
            // One integer, a string, or several integers.
            integersOf(attribute, 3)[0] ?? stringsOf(attribute, 4)[0] ?? integersOf(attribute, 8),
          ]),
        ),
      values(name) {
        const tensor = messagesOf(file, 5).find((candidate) => stringsOf(candidate, 8)[0] === name)!;
        const raw = blocksOf(tensor, 9)[0]!.slice().buffer;
        const float = integersOf(tensor, 2)[0] === 1;
        return {
          shape: integersOf(tensor, 1),
          values: float ? Array.from(new Float32Array(raw)) : Array.from(new BigInt64Array(raw), Number),
        };
      },
      ours(name) {
        const { offset, size } = layerGraph.layers[0]!.tensors.find((tensor) => tensor.name === name)!;
        return random.subarray(offset, offset + size);
      },
    };
  }

  it('gru resets after the recurrent product, with the gates z, r, n and bR in the second bias', () => {
    const file = exportLayers([{ kind: 'gru', units: 2, returnSequences: false }]);
    expect(file.operators).toEqual(['Transpose', 'GRU', 'Squeeze', 'Gemm']);
    expect(file.attributes('GRU')).toEqual({ hidden_size: 2, linear_before_reset: 1 });
    const B = file.values('layers.0.B');
    expect(B.shape).toEqual([1, 12]);
    expect(B.values).toEqual([...file.ours('b'), 0, 0, 0, 0, ...file.ours('bR')]);
    // Our U [2, 6] row by row; of ONNX [6, 2] column by column.
    const R = file.values('layers.0.R');
    expect(R.shape).toEqual([1, 6, 2]);
    file.ours('U').forEach((value, i) => {
      expect(R.values[(i % 6) * 2 + Math.floor(i / 6)]).toBe(value);
    });
  });

  it.each([
    [true, [0, 2, 1, 3], [0, 0, 4]],
    [false, [1, 0, 2], [0, 4]],
  ])('of two directions gives both side by side; sequences: %s', (returnSequences, perm, shape) => {
    const layers: LayerSpec[] = [{ kind: 'lstm', units: 2, returnSequences, bidirectional: true }];
    const file = exportLayers(returnSequences ? [...layers, { kind: 'pool', how: 'mean' }] : layers);
    expect(file.operators.slice(0, 4)).toEqual(['Transpose', 'LSTM', 'Transpose', 'Reshape']);
    expect(file.attributes('LSTM')).toEqual({ hidden_size: 2, direction: 'bidirectional' });
    // Y, the first output, has all steps; Y_h, the second, each direction's own last.
    expect(stringsOf(file.nodes[1]!, 2)).toEqual(returnSequences ? ['layers.0.raw'] : ['', 'layers.0.raw']);
    const [attribute] = messagesOf(file.nodes[2]!, 5);
    expect(integersOf(attribute!, 8)).toEqual(perm);
    expect(file.values('layers.0.shape').values).toEqual(shape);
    const W = file.values('layers.0.W');
    expect(W.shape).toEqual([2, 8, 5]);
    // The first gate of each direction: column 0 of ours.
    expect([W.values[0], W.values[8 * 5]]).toEqual([file.ours('W')[0], file.ours('W.backward')[0]]);
  });

  it.each<[string, LayerSpec[], string[]]>([
    [
      'dense on a sequence',
      [{ kind: 'dense', units: 4, activation: 'tanh' }],
      ['MatMul', 'Add', 'Tanh', 'ReduceMean', 'Gemm'],
    ],
    ['positional-encoding', [{ kind: 'positional-encoding' }], ['Add', 'ReduceMean', 'Gemm']],
    ['layer-norm', [{ kind: 'layer-norm' }], ['LayerNormalization', 'ReduceMean', 'Gemm']],
  ])('%s takes its sequence as it flows', (_, layers, operators) => {
    const file = exportLayers([...layers, { kind: 'pool', how: 'mean' }]);
    expect(file.operators).toEqual(['Transpose', ...operators]);
  });

  it('layer-norm is over the width, and leaves the epsilon to ONNX, where it is 1e-5', () => {
    const sequence = exportLayers([{ kind: 'layer-norm' }, { kind: 'pool', how: 'last' }]);
    const vector = exportLayers([{ kind: 'pool', how: 'last' }, { kind: 'layer-norm' }]);
    expect(sequence.attributes('LayerNormalization')).toEqual({ axis: 2 });
    expect(vector.attributes('LayerNormalization')).toEqual({ axis: 1 });
    expect(LAYER_NORM_EPSILON).toBe(1e-5);
  });

  it('temporal-attention and transformer-encoder take their softmax over the steps', () => {
    const attention = exportLayers([{ kind: 'temporal-attention', units: 3 }]);
    expect(attention.attributes('Softmax')).toEqual({ axis: 0 });
    const transformer = exportLayers([
      { kind: 'dense', units: 6, activation: 'linear' },
      { kind: 'transformer-encoder', heads: 2, feedForward: 7, dropout: 0.1 },
      { kind: 'pool', how: 'last' },
    ]);
    expect(transformer.attributes('Softmax')).toEqual({ axis: 3 });
    expect(transformer.values('layers.1.by-head').values).toEqual([0, 0, 2, 3]);
    expect(transformer.values('layers.1.scale').values).toEqual([Math.fround(1 / Math.sqrt(3))]);
  });
});

describe('a head', () => {
  function exportHead(head: HeadSpec, label: LabelSpec): { file: Fields; graph: Fields } {
    const headGraph = buildGraph({ ...shortNetwork, head, label }, 5);
    const file = readFields(exportOnnx(headGraph, drawInitialWeights(headGraph, 1), 'small', '1.2.3'));
    return { file, graph: messagesOf(file, 7)[0]! };
  }
  const shortNetwork = { ...spec, layers: [{ kind: 'lstm' as const, units: 2, returnSequences: false }] };
  const base = { volatilityBars: 20 };
  const trend = { kind: 'trend', threshold: { unit: 'volatility', value: 0.4 }, ...base } as const;

  it.each<[string, HeadSpec, LabelSpec, string[], number]>([
    ['point', { kind: 'point', loss: 'mse' }, { kind: 'forward-return', horizons: [1, 5], ...base }, ['Gemm'], 2],
    [
      'sigmoid',
      { kind: 'sigmoid', classWeights: 'none' },
      { kind: 'direction', horizons: [1, 5], ...base },
      ['Gemm', 'Sigmoid'],
      2,
    ],
    [
      'softmax of one horizon',
      { kind: 'softmax', classWeights: 'none' },
      { ...trend, horizons: [5] },
      ['Gemm', 'Softmax'],
      3,
    ],
    [
      'softmax of two horizons',
      { kind: 'softmax', classWeights: 'none' },
      { ...trend, horizons: [1, 5] },
      ['Gemm', 'Reshape', 'Softmax', 'Reshape'],
      6,
    ],
  ])('%s ends in its activation, named outputs', (_, head, label, operators, width) => {
    const { graph: written } = exportHead(head, label);
    const nodes = messagesOf(written, 1).slice(-operators.length);
    expect(nodes.map((node) => stringsOf(node, 4)[0])).toEqual(operators);
    expect(stringsOf(nodes.at(-1)!, 2)).toEqual(['outputs']);
    const [info] = messagesOf(written, 12);
    const [tensor] = messagesOf(messagesOf(info!, 2)[0]!, 1);
    const shape = messagesOf(messagesOf(tensor!, 2)[0]!, 1);
    expect(shape.map((dimension) => integersOf(dimension, 1)[0] ?? stringsOf(dimension, 2)[0])).toEqual([
      'batch',
      width,
    ]);
  });

  it('takes its softmax within each horizon, for any size of batch', () => {
    const { graph: written } = exportHead({ kind: 'softmax', classWeights: 'none' }, { ...trend, horizons: [1, 5] });
    const [split, softmax, join] = messagesOf(written, 1).slice(-3);
    const shapes = new Map(
      messagesOf(written, 5).map((tensor) => [
        stringsOf(tensor, 8)[0],
        Array.from(
          new BigInt64Array(blocksOf(tensor, 9)[0]!.slice().buffer, 0, blocksOf(tensor, 9)[0]!.length >> 3),
          Number,
        ),
      ]),
    );
    // 0 keeps the size of the batch.
    expect(shapes.get(stringsOf(split!, 1)[1])).toEqual([0, 2, 3]);
    expect(shapes.get(stringsOf(join!, 1)[1])).toEqual([0, 6]);
    const [axis] = messagesOf(softmax!, 5);
    expect([stringsOf(axis!, 1), integersOf(axis!, 3)]).toEqual([['axis'], [2]]);
  });

  it('is described in words', () => {
    const describe = (head: HeadSpec, label: LabelSpec): string => stringsOf(exportHead(head, label).file, 6)[0]!;
    expect(describe({ kind: 'softmax', classWeights: 'none' }, { ...trend, horizons: [1, 5] })).toBe(
      'Outputs: P(down), P(flat), P(up); 1, 5 bars ahead, one horizon after another; not yet calibrated.',
    );
    expect(describe({ kind: 'point', loss: 'mse' }, { kind: 'forward-return', horizons: [14], ...base })).toBe(
      'Outputs: scaled return; 14 bars ahead; not yet calibrated. Returns are log returns in units of trailing volatility.',
    );
  });
});

it('writes the same bytes for the same weights', () => {
  expect(exportOnnx(graph, weights, 'small', '1.2.3')).toEqual(exportOnnx(graph, weights.slice(), 'small', '1.2.3'));
});
