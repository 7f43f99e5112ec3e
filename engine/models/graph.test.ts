import { describe, expect, it } from 'vitest';
import type { HeadSpec, LabelSpec, LayerSpec } from '#contract/model-spec.ts';
import { buildGraph } from './graph.ts';
import { loadPreset } from './parse-spec.ts';

const preset = loadPreset('price-lstm');

describe('price-lstm', () => {
  const graph = buildGraph(preset, 5);

  it('has the shapes of its layers, from a window of 60 bars to 11 levels', () => {
    expect(graph.layers.map(({ path, output }) => [path, output])).toEqual([
      ['layers.0', { time: 60, width: 128 }],
      ['layers.1', { time: 60, width: 128 }],
      ['layers.2', { time: 60, width: 64 }],
      ['layers.3', { time: 60, width: 64 }],
      ['layers.4', { width: 32 }],
      ['layers.5', { width: 32 }],
      ['head', { width: 11 }],
    ]);
    expect(graph.outputCount).toBe(11);
  });

  it('has the parameters counted by hand: 4 units (inputs + units + 1) an LSTM, units (inputs + 1) a dense layer', () => {
    const first = 4 * 128 * (5 + 128 + 1);
    const second = 4 * 64 * (128 + 64 + 1);
    const third = 4 * 32 * (64 + 32 + 1);
    const head = 11 * (32 + 1);
    expect(graph.parameterCount).toBe(first + second + third + head);
    expect(graph.parameterCount).toBe(130_795);
  });

  it('places its tensors one after another, without a gap', () => {
    let next = 0;
    for (const { offset, size, shape } of graph.layers.flatMap(({ tensors }) => tensors)) {
      expect(offset).toBe(next);
      expect(size).toBe(shape.reduce((product, n) => product * n));
      next += size;
    }
    expect(next).toBe(graph.parameterCount);
  });

  it('has one input row fewer in W of the first layer without the optional feature, and nothing else', () => {
    expect(graph.parameterCount - buildGraph(preset, 4).parameterCount).toBe(4 * 128);
  });
});

it('gives dense layers their shapes', () => {
  const layers: LayerSpec[] = [
    { kind: 'lstm', units: 6, returnSequences: false },
    { kind: 'dense', units: 4, activation: 'relu' },
  ];
  const graph = buildGraph({ ...preset, layers }, 3);
  expect(graph.layers[1]!.tensors.map(({ name, shape, offset }) => ({ name, shape, offset }))).toEqual([
    { name: 'W', shape: [6, 4], offset: 4 * 6 * (3 + 6 + 1) },
    { name: 'b', shape: [4], offset: 4 * 6 * (3 + 6 + 1) + 24 },
  ]);
});

describe('a head', () => {
  const base = { horizons: [1, 5, 20], volatilityBars: 20 };
  const returns: LabelSpec = { kind: 'forward-return', ...base };
  const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

  it.each<[string, HeadSpec, LabelSpec, string[], object]>([
    [
      'quantiles',
      { kind: 'quantiles', levels },
      returns,
      levels.map((level) => `quantile ${level}`),
      { activation: 'linear', loss: { kind: 'pinball', levels } },
    ],
    [
      'point',
      { kind: 'point', loss: 'mse' },
      returns,
      ['scaled return'],
      { activation: 'linear', loss: { kind: 'mse' } },
    ],
    [
      'point',
      { kind: 'point', loss: 'mae' },
      returns,
      ['scaled return'],
      { activation: 'linear', loss: { kind: 'mae' } },
    ],
    [
      'point',
      { kind: 'point', loss: 'huber' },
      returns,
      ['scaled return'],
      { activation: 'linear', loss: { kind: 'huber', delta: 1 } },
    ],
    [
      'sigmoid',
      { kind: 'sigmoid', classWeights: 'balanced' },
      { kind: 'direction', ...base },
      ['P(up)'],
      { activation: 'sigmoid', loss: { kind: 'bce' } },
    ],
    [
      'softmax',
      { kind: 'softmax', classWeights: 'none' },
      { kind: 'trend', ...base, threshold: { unit: 'log-return', value: 0.01 } },
      ['P(down)', 'P(flat)', 'P(up)'],
      { activation: 'softmax', loss: { kind: 'cross-entropy', classes: 3 } },
    ],
  ])('%s has its outputs once for each horizon', (_, head, label, outputNames, expected) => {
    const graph = buildGraph({ ...preset, head, label }, 5);
    expect(graph.head).toMatchObject({ horizons: [1, 5, 20], outputNames, ...expected });
    expect(graph.outputCount).toBe(3 * outputNames.length);
    expect(graph.head.initialBias).toHaveLength(outputNames.length);
    const { path, layer, output } = graph.layers.at(-1)!;
    expect({ path, layer, output }).toEqual({
      path: 'head',
      layer: { kind: 'dense', units: graph.outputCount, activation: 'linear' },
      output: { width: graph.outputCount },
    });
  });
});

describe('a layer that does not fit', () => {
  const sequence: LayerSpec = { kind: 'lstm', units: 4, returnSequences: true };
  const last: LayerSpec = { kind: 'lstm', units: 4, returnSequences: false };
  const dense: LayerSpec = { kind: 'dense', units: 4, activation: 'relu' };
  const dropout: LayerSpec = { kind: 'dropout', rate: 0.1 };

  it.each<[string, LayerSpec[], string]>([
    ['an LSTM after the last step', [last, dropout, last], 'layers.2 (lstm): expected a sequence, found [width 4].'],
    [
      'a dense layer on a sequence',
      [sequence, dense],
      'layers.1 (dense): expected one vector, found the sequence [time 60, width 4]',
    ],
    [
      'a dense layer on the window',
      [dense],
      'layers.0 (dense): expected one vector, found the sequence [time 60, width 5]',
    ],
    ['the head on a sequence', [sequence], 'head (dense): expected one vector'],
    ['the head on nothing but dropout', [dropout], 'head (dense): expected one vector'],
  ])('%s is refused with its path', (_, layers, message) => {
    const build = (): unknown => buildGraph({ ...preset, layers }, 5);
    expect(build).toThrow(expect.objectContaining({ code: 'spec/shape-mismatch' }));
    expect(build).toThrow(message);
  });
});
