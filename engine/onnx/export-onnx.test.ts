import { describe, expect, it } from 'vitest';
import type { HeadSpec, LabelSpec } from '#contract/model-spec.ts';
import { buildGraph } from '../models/graph.ts';
import { drawInitialWeights } from '../models/initial-weights.ts';
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
