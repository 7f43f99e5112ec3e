import { describe, expect, it } from 'vitest';
import type { HeadSpec, LayerSpec, ModelSpec } from '#contract/model-spec.ts';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { buildGraph, type Graph } from './graph.ts';
import { drawInitialWeights } from './initial-weights.ts';
import { loadPreset } from './parse-spec.ts';

const preset = loadPreset('price-lstm');
const layers: LayerSpec[] = [
  { kind: 'lstm', units: 6, returnSequences: true },
  { kind: 'lstm', units: 5, returnSequences: false },
  { kind: 'dense', units: 4, activation: 'relu' },
];
const graph = buildGraph({ ...preset, layers }, 3);
const weights = drawInitialWeights(graph, 7);

function tensorOf(from: Graph, drawn: Float32Array, path: string, name: string): Float32Array {
  const { offset, size } = from.layers
    .find((layer) => layer.path === path)!
    .tensors.find((tensor) => tensor.name === name)!;
  return drawn.slice(offset, offset + size);
}

const tensor = (path: string, name: string): Float32Array => tensorOf(graph, weights, path, name);

it('one seed gives one set of weights, another seed another one', () => {
  expect(weights.length).toBe(graph.parameterCount);
  expect(drawInitialWeights(graph, 7)).toEqual(weights);
  const other = tensorOf(graph, drawInitialWeights(graph, 8), 'layers.0', 'W');
  expect(other.every((value, i) => value !== tensor('layers.0', 'W')[i])).toBe(true);
});

it.each([
  ['layers.0', 6],
  ['layers.1', 5],
])('%s: U is an orthogonal matrix per gate', (path, units) => {
  const U = tensor(path, 'U');
  for (let gate = 0; gate < 4; gate++) {
    for (let a = 0; a < units; a++) {
      for (let b = 0; b < units; b++) {
        let product = 0;
        for (let c = 0; c < units; c++) {
          product += U[a * 4 * units + gate * units + c]! * U[b * 4 * units + gate * units + c]!;
        }
        expect(product).toBeCloseTo(a === b ? 1 : 0, 6);
      }
    }
  }
});

it.each([
  ['layers.0', 3, 24],
  ['layers.1', 6, 20],
  ['layers.2', 5, 4],
  ['head', 4, 11],
])('%s: W is uniform within sqrt(6 / (inputs + outputs)), and uses the whole width', (path, inputs, outputs) => {
  const limit = Math.sqrt(6 / (inputs + outputs));
  const W = tensor(path, 'W');
  expect(W.length).toBe(inputs * outputs);
  expect(Math.max(...W)).toBeLessThanOrEqual(limit);
  expect(Math.min(...W)).toBeGreaterThanOrEqual(-limit);
  // Of n uniform values the largest stays below 0.7 of the limit with probability 0.85^n, here below 4 %.
  expect(Math.max(...W)).toBeGreaterThan(0.7 * limit);
  expect(Math.min(...W)).toBeLessThan(-0.7 * limit);
});

it('Glorot draws of a large layer have the variance limit² / 3', () => {
  const large = buildGraph(preset, 5);
  const W = tensorOf(large, drawInitialWeights(large, 1), 'layers.2', 'W');
  const variance = W.reduce((sum, value) => sum + value * value, 0) / W.length;
  // 32,768 draws: the standard error of the variance is 0.5 %.
  expect(variance / (6 / (128 + 256) / 3)).toBeCloseTo(1, 1);
});

it('biases are 0 except for the forget gate, which starts open at 1', () => {
  const none = new Array<number>(6).fill(0);
  const open = new Array<number>(6).fill(1);
  expect(Array.from(tensor('layers.0', 'b'))).toEqual([...none, ...open, ...none, ...none]);
  expect(Array.from(tensor('layers.2', 'b'))).toEqual([0, 0, 0, 0]);
});

describe('the layers beside the LSTM', () => {
  const bidirectional = true;
  const other = buildGraph(
    {
      ...preset,
      layers: [
        { kind: 'dense', units: 8, activation: 'linear' },
        { kind: 'transformer-encoder', heads: 2, feedForward: 6, dropout: 0 },
        { kind: 'layer-norm' },
        { kind: 'gru', units: 5, returnSequences: true },
        { kind: 'lstm', units: 3, returnSequences: true, bidirectional },
        { kind: 'temporal-attention', units: 4 },
      ],
    },
    3,
  );
  const drawn = drawInitialWeights(other, 7);
  const find = (path: string, name: string): number[] => Array.from(tensorOf(other, drawn, path, name));

  it('have an orthogonal matrix for each of the three gates of a GRU, and biases of 0', () => {
    const U = find('layers.3', 'U');
    for (let gate = 0; gate < 3; gate++) {
      for (let a = 0; a < 5; a++) {
        for (let b = 0; b < 5; b++) {
          let product = 0;
          for (let c = 0; c < 5; c++) product += U[a * 15 + gate * 5 + c]! * U[b * 15 + gate * 5 + c]!;
          expect(product).toBeCloseTo(a === b ? 1 : 0, 6);
        }
      }
    }
    expect(find('layers.3', 'b')).toEqual(new Array(15).fill(0));
    expect(find('layers.3', 'bR')).toEqual(new Array(5).fill(0));
  });

  it('draw each direction by itself, with the forget gate of both open', () => {
    const [forward, backward] = [find('layers.4', 'W'), find('layers.4', 'W.backward')];
    expect(backward.length).toBe(forward.length);
    expect(backward.every((value, i) => value !== forward[i])).toBe(true);
    const bias = [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0];
    expect([find('layers.4', 'b'), find('layers.4', 'b.backward')]).toEqual([bias, bias]);
  });

  it('let a normalisation change nothing: gamma 1, beta 0', () => {
    for (const [path, part] of [
      ['layers.1', '1'],
      ['layers.1', '2'],
      ['layers.2', ''],
    ] as const) {
      expect(find(path, `gamma${part}`)).toEqual(new Array(8).fill(1));
      expect(find(path, `beta${part}`)).toEqual(new Array(8).fill(0));
    }
  });

  it.each([
    ['layers.1', 'Wk', 8, 8],
    ['layers.1', 'W2', 6, 8],
    ['layers.5', 'u', 4, 1],
  ])('%s: %s is uniform within sqrt(6 / (inputs + outputs))', (path, name, inputs, outputs) => {
    const W = find(path, name);
    const limit = Math.sqrt(6 / (inputs + outputs));
    expect(W.length).toBe(inputs * outputs);
    expect(Math.max(...W.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...W.map(Math.abs))).toBeGreaterThan(0.5 * limit);
  });
});

describe('the head starts', () => {
  const biasOf = (changes: Partial<ModelSpec>): number[] => {
    const other = buildGraph({ ...preset, layers, ...changes }, 3);
    return Array.from(tensorOf(other, drawInitialWeights(other, 7), 'head', 'b'));
  };
  const { levels } = preset.head as Extract<HeadSpec, { kind: 'quantiles' }>;
  const normal = levels.map((level) => Math.fround(inverseNormalCdf(level)));

  it('at the quantiles of a standard normal, for each horizon', () => {
    expect(biasOf({})).toEqual(normal);
    expect(biasOf({ label: { ...preset.label, horizons: [1, 5] } })).toEqual([...normal, ...normal]);
  });

  it('at no return, at even odds, and at classes alike where it has no quantiles', () => {
    const base = { horizons: [1, 5], volatilityBars: 20 };
    expect(biasOf({ head: { kind: 'point', loss: 'mse' }, label: { kind: 'forward-return', ...base } })).toEqual([
      0, 0,
    ]);
    expect(biasOf({ head: { kind: 'sigmoid', classWeights: 'none' }, label: { kind: 'direction', ...base } })).toEqual([
      0, 0,
    ]);
    const threshold = { unit: 'volatility', value: 0.5 } as const;
    expect(
      biasOf({ head: { kind: 'softmax', classWeights: 'none' }, label: { kind: 'trend', ...base, threshold } }),
    ).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('a changed layer leaves the weights of the others as they were', () => {
  function draw(changedLayers: LayerSpec[]): (path: string, name: string) => Float32Array {
    const other = buildGraph({ ...preset, layers: changedLayers }, 3);
    const drawn = drawInitialWeights(other, 7);
    return (path, name) => tensorOf(other, drawn, path, name);
  }

  it('with another number of units in the last layer', () => {
    const other = draw([layers[0]!, layers[1]!, { kind: 'dense', units: 9, activation: 'relu' }]);
    for (const path of ['layers.0', 'layers.1']) {
      for (const name of ['W', 'U', 'b']) expect(other(path, name)).toEqual(tensor(path, name));
    }
    expect(other('layers.2', 'W').length).not.toBe(tensor('layers.2', 'W').length);
  });

  it('with another number of units in the first layer, whose output only W of the second one sees', () => {
    const other = draw([{ kind: 'lstm', units: 8, returnSequences: true }, layers[1]!, layers[2]!]);
    for (const name of ['U', 'b']) expect(other('layers.1', name)).toEqual(tensor('layers.1', name));
    for (const name of ['W', 'b']) {
      expect(other('layers.2', name)).toEqual(tensor('layers.2', name));
      expect(other('head', name)).toEqual(tensor('head', name));
    }
  });
});
