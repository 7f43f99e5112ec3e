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

it('lets a dense layer take a sequence step by step, with the same parameters', () => {
  const layers: LayerSpec[] = [
    { kind: 'dense', units: 4, activation: 'tanh' },
    { kind: 'pool', how: 'mean' },
  ];
  const graph = buildGraph({ ...preset, layers }, 3);
  expect(graph.layers.map(({ output }) => output)).toEqual([{ time: 60, width: 4 }, { width: 4 }, { width: 11 }]);
  expect(graph.layers[0]!.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual([
    { name: 'W', shape: [3, 4] },
    { name: 'b', shape: [4] },
  ]);
});

it('lays the directions of a recurrent layer side by side, each with tensors of its own', () => {
  const bidirectional = true;
  const layers: LayerSpec[] = [
    { kind: 'lstm', units: 6, returnSequences: true, bidirectional },
    { kind: 'gru', units: 5, returnSequences: false, bidirectional },
  ];
  const [first, second] = buildGraph({ ...preset, layers }, 3).layers;
  expect([first!.output, second!.output]).toEqual([{ time: 60, width: 12 }, { width: 10 }]);
  expect(first!.tensors.map(({ name }) => name)).toEqual(['W', 'U', 'b', 'W.backward', 'U.backward', 'b.backward']);
  expect(second!.tensors.map(({ name, shape }) => [name, ...shape])).toEqual([
    ['W', 12, 15],
    ['U', 5, 15],
    ['b', 15],
    ['bR', 5],
    ['W.backward', 12, 15],
    ['U.backward', 5, 15],
    ['b.backward', 15],
    ['bR.backward', 5],
  ]);
});

it('has the tensors of a transformer in the order of the block', () => {
  const layers: LayerSpec[] = [
    { kind: 'transformer-encoder', heads: 2, feedForward: 7, dropout: 0.1 },
    { kind: 'pool', how: 'last' },
  ];
  const { tensors } = buildGraph({ ...preset, layers }, 4).layers[0]!;
  expect(tensors.map(({ name, shape }) => `${name} ${shape.join(' ')}`)).toEqual([
    ...['gamma1 4', 'beta1 4', 'Wq 4 4', 'bq 4', 'Wk 4 4', 'bk 4', 'Wv 4 4', 'bv 4', 'Wo 4 4', 'bo 4'],
    ...['gamma2 4', 'beta2 4', 'W1 4 7', 'b1 7', 'W2 7 4', 'b2 4'],
  ]);
});

describe('the parameters of a preset, counted by hand', () => {
  const gru = (inputs: number, units: number): number => units * (3 * (inputs + units + 1) + 1);
  const lstm = (inputs: number, units: number): number => 4 * units * (inputs + units + 1);
  const dense = (inputs: number, units: number): number => units * (inputs + 1);
  const block = (width: number, inner: number): number =>
    4 * width + 4 * dense(width, width) + dense(width, inner) + dense(inner, width);

  it.each([
    ['gru', gru(5, 64) + gru(64, 32) + dense(32, 11), 23_211],
    ['bi-lstm', 2 * lstm(5, 64) + 2 * lstm(128, 32) + dense(64, 11), 77_771],
    // Attention: W and b of 16 units, and u.
    ['alstm', dense(5, 16) + lstm(16, 16) + dense(16, 16) + 16 + dense(32, 11), 2_859],
    ['adv-alstm', dense(5, 16) + lstm(16, 16) + dense(16, 16) + 16 + dense(32, 1), 2_529],
    ['linear', dense(15 * 5, 11), 836],
    ['mlp', dense(15 * 5, 32) + dense(32, 16) + dense(16, 11), 3_147],
    ['transformer', dense(5, 64) + 2 * block(64, 128) + 2 * 64 + dense(64, 11), 68_171],
  ])('%s', (name, formula, count) => {
    expect(formula).toBe(count);
    expect(buildGraph(loadPreset(name), 5).parameterCount).toBe(count);
  });
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
      'ordered quantiles',
      { kind: 'quantiles', levels, ordered: true },
      returns,
      levels.map((level) => `quantile ${level}`),
      { activation: 'ordered', loss: { kind: 'pinball', levels, ordered: true } },
    ],
    [
      'gaussian',
      { kind: 'gaussian' },
      returns,
      ['mean', 'standard deviation'],
      { activation: 'positive-scale', loss: { kind: 'gaussian' } },
    ],
    [
      'student-t',
      { kind: 'student-t' },
      returns,
      ['location', 'scale', 'degrees of freedom'],
      { activation: 'positive-scale', loss: { kind: 'student-t' } },
    ],
    [
      'sigmoid by hinge',
      { kind: 'sigmoid', classWeights: 'none', loss: { kind: 'hinge' } },
      { kind: 'direction', ...base },
      ['P(up)'],
      { activation: 'sigmoid', loss: { kind: 'hinge' } },
    ],
    [
      'sigmoid by a focal loss',
      { kind: 'sigmoid', classWeights: 'none', loss: { kind: 'focal', focus: 2, smoothing: 0.1 } },
      { kind: 'direction', ...base },
      ['P(up)'],
      { activation: 'sigmoid', loss: { kind: 'bce', focus: 2, smoothing: 0.1 } },
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

describe('a head starts from what someone says who knows nothing, a standard normal', () => {
  const base = { horizons: [1], volatilityBars: 20 };
  const label: LabelSpec = { kind: 'forward-return', ...base };
  const bias = (head: HeadSpec): readonly number[] => buildGraph({ ...preset, head, label }, 5).head.initialBias;
  const softplus = (x: number): number => Math.log1p(Math.exp(x));
  const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

  it('in ordered quantiles', () => {
    const free = bias({ kind: 'quantiles', levels });
    const steps = bias({ kind: 'quantiles', levels, ordered: true });
    expect(steps[3]).toBe(0);
    for (let k = 4; k < 7; k++) expect(softplus(steps[k]!)).toBeCloseTo(free[k]! - free[k - 1]!, 12);
    for (let k = 0; k < 3; k++) expect(softplus(steps[k]!)).toBeCloseTo(free[k + 1]! - free[k]!, 12);
  });

  it('in a normal distribution and in Student’s t, whose variance is 1', () => {
    const [mean, s] = bias({ kind: 'gaussian' });
    expect([mean, 1e-3 + softplus(s!)]).toEqual([0, expect.closeTo(1, 12)]);
    const [location, scale, d] = bias({ kind: 'student-t' });
    const degrees = 2 + softplus(d!);
    expect(location).toBe(0);
    expect(((1e-3 + softplus(scale!)) ** 2 * degrees) / (degrees - 2)).toBeCloseTo(1, 12);
  });
});

it('joins layers by name: widths add up, and steps stay steps', () => {
  const layers: LayerSpec[] = [
    { kind: 'instrument-embedding', units: 2 },
    { kind: 'dense', units: 4, activation: 'tanh', name: 'wide' },
    { kind: 'skip', from: 'wide', how: 'add' },
    { kind: 'skip', from: 'input', how: 'concat' },
    { kind: 'flatten' },
  ];
  const graph = buildGraph({ ...preset, layers }, 3, 7);
  expect(graph.featureCount).toBe(4);
  expect(graph.layers[0]!.tensors.map(({ name, shape }) => ({ name, shape }))).toEqual([{ name: 'E', shape: [7, 2] }]);
  expect(graph.layers.map(({ output, source }) => [output, source])).toEqual([
    [{ time: 60, width: 5 }, undefined],
    [{ time: 60, width: 4 }, undefined],
    [{ time: 60, width: 4 }, 2],
    [{ time: 60, width: 8 }, 0],
    [{ width: 480 }, undefined],
    [{ width: 11 }, undefined],
  ]);
});

it('refuses a skip from a layer that is not there, or not yet', () => {
  for (const from of ['nowhere', 'later']) {
    const layers: LayerSpec[] = [
      { kind: 'skip', from, how: 'add' },
      { kind: 'flatten', name: 'later' },
    ];
    const build = (): unknown => buildGraph({ ...preset, layers }, 3);
    expect(build).toThrow(expect.objectContaining({ code: 'spec/unknown-layer' }));
    expect(build).toThrow(`layers.0.from: no layer before it is named "${from}".`);
  }
});

describe('a layer that does not fit', () => {
  const sequence: LayerSpec = { kind: 'lstm', units: 4, returnSequences: true };
  const last: LayerSpec = { kind: 'lstm', units: 4, returnSequences: false };
  const dense: LayerSpec = { kind: 'dense', units: 4, activation: 'relu' };
  const dropout: LayerSpec = { kind: 'dropout', rate: 0.1 };

  const heads = (count: number): LayerSpec => ({
    kind: 'transformer-encoder',
    heads: count,
    feedForward: 8,
    dropout: 0,
  });
  const found = 'expected a sequence, found [width 4]; a recurrent layer passes one on with "returnSequences": true.';

  it.each<[string, LayerSpec[], string]>([
    ['an LSTM after the last step', [last, dropout, last], `layers.2 (lstm): ${found}`],
    ['a GRU after the last step', [last, { ...last, kind: 'gru' }], `layers.1 (gru): ${found}`],
    [
      'attention over a vector',
      [last, { kind: 'temporal-attention', units: 3 }],
      `layers.1 (temporal-attention): ${found}`,
    ],
    ['positions of a vector', [last, { kind: 'positional-encoding' }], `layers.1 (positional-encoding): ${found}`],
    ['a transformer on a vector', [last, heads(2)], `layers.1 (transformer-encoder): ${found}`],
    ['a pool of a vector', [last, { kind: 'pool', how: 'mean' }], `layers.1 (pool): ${found}`],
    [
      'heads that do not share the width evenly',
      [sequence, heads(3)],
      'layers.1 (transformer-encoder): expected a width that 3 heads share evenly, found 4; put a dense layer with 6 units before it.',
    ],
    ['a flatten of a vector', [last, { kind: 'flatten' }], `layers.1 (flatten): ${found}`],
    [
      'a skip from a sequence to a vector',
      [last, { kind: 'skip', from: 'input', how: 'concat' }],
      'layers.1 (skip): expected "input" to be a vector, as [width 4] is, found [time 60, width 5].',
    ],
    [
      'a skip that adds another width',
      [sequence, { kind: 'skip', from: 'input', how: 'add' }],
      'layers.1 (skip): expected "input" to be as wide as [time 60, width 4], to which it is added, found [time 60, width 5]; put a dense layer with 5 units before it, or join them with "how": "concat".',
    ],
    ['the head on a sequence', [sequence], 'head: expected one vector, found the sequence [time 60, width 4].'],
    ['the head on dense steps', [sequence, dense], 'head: expected one vector, found the sequence [time 60, width 4].'],
    ['the head on nothing but dropout', [dropout], 'head: expected one vector, found the sequence [time 60, width 5].'],
  ])('%s is refused with its path', (_, layers, message) => {
    const build = (): unknown => buildGraph({ ...preset, layers }, 5);
    expect(build).toThrow(expect.objectContaining({ code: 'spec/shape-mismatch' }));
    expect(build).toThrow(message);
  });
});

it('refuses a network that no history can teach, with its size', () => {
  const wide = { kind: 'lstm', units: 1024, returnSequences: true } as const;
  const spec = { ...preset, layers: [wide, wide, wide, { ...wide, returnSequences: false }] };
  expect(() => buildGraph(spec, 5)).toThrow(expect.objectContaining({ code: 'spec/too-large' }));
});
