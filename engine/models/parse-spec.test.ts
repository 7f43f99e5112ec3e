import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { modelSpecSchema } from '#contract/model-spec.ts';
import { countColumns } from '../features/resolve-features.ts';
import { listPresets, loadPreset, parseSpec } from './parse-spec.ts';

const presetText = readFileSync(new URL('../../ml-models/presets/price-lstm.json', import.meta.url), 'utf8');

/** The preset with one field set, given by its path; undefined takes the field out. */
function changed(path: string, value: unknown): string {
  const document = JSON.parse(presetText) as Record<string, unknown>;
  const keys = path.split('.');
  let parent = document;
  for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[keys.at(-1)!] = value;
  return JSON.stringify(document);
}

describe('a valid spec', () => {
  it.each(listPresets())('preset %s is one', (name) => {
    expect(loadPreset(name).name).toBe(name);
  });

  it('gets the defaults of what it leaves out', () => {
    const spec = parseSpec(changed('training.strideBars', undefined), 'spec');
    expect(spec.features[0]).toEqual({ kind: 'return', scaler: 'standard', params: {}, optional: false });
    expect(spec.training.strideBars).toBe(1);
  });
});

describe('a wrong spec', () => {
  const levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

  it.each<[path: string, value: unknown]>([
    ['format', 'almanac-model-spec/2'],
    ['name', 'Price LSTM'],
    ['name', ''],
    ['title', undefined],
    ['surprise', 1],
    ['windowBars', 0],
    ['windowBars', 60.5],
    ['windowBars', '60'],
    ['features', []],
    ['features.0.kind', 'Return'],
    ['features.1.scaler', 'log'],
    ['features.2.optional', 'yes'],
    ['features.3.params.bars', '14'],
    ['features.3.window', 14],
    ['timeframe', '2h'],
    ['label.kind', 'return'],
    ['label.horizons', 14],
    ['label.horizons', []],
    ['label.horizons', [4, 1]],
    ['label.horizons', [1, 1]],
    ['label.horizons.0', 0],
    ['label.horizons.0', 1001],
    ['label.threshold', { unit: 'volatility', value: 0.5 }],
    ['label.volatilityBars', 4],
    ['layers', []],
    ['layers.0.kind', 'rnn'],
    ['layers.0.bidirectional', 'yes'],
    ['layers.0.units', 1025],
    ['layers.0.returnSequences', undefined],
    ['layers.1.rate', 1],
    ['layers.1.rate', -0.1],
    ['layers.2.activation', 'relu'],
    ['head.kind', 'normal'],
    ['head.loss', 'mse'],
    ['head.levels', [0.1, 0.9]],
    ['head.levels', [...levels].reverse()],
    ['head.levels', [0.025, 0.1, 0.25, 0.5, 0.8, 0.9, 0.975]],
    ['head.levels', [0.1, 0.25, 0.5, 0.75, 0.9]],
    ['head.levels.0', 0],
    ['training.learningRate', 0],
    ['training.batchSize', 8193],
    ['training.epochs', 0],
    ['training.patience', 0],
    ['training.clipNorm', -1],
    ['training.clipNorm', 'Infinity'],
    ['layers', new Array(101).fill({ kind: 'layer-norm' })],
    ['training.strideBars', 0],
    ['training.clipValue', 0],
    ['training.adversarial', { epsilon: 0.1 }],
    ['head.ordered', 'yes'],
    [
      'layers',
      [
        { kind: 'layer-norm', name: 'a' },
        { kind: 'layer-norm', name: 'a' },
      ],
    ],
    ['layers', [{ kind: 'layer-norm', name: 'input' }]],
    ['layers', [{ kind: 'layer-norm' }, { kind: 'instrument-embedding', units: 2 }]],
    ['training.momentum', 0.9],
  ])('%s = %j is named in the message', (path, value) => {
    const parse = (): unknown => parseSpec(changed(path, value), 'my-spec.json');
    expect(parse).toThrow(expect.objectContaining({ code: 'spec/invalid' }));
    expect(parse).toThrow('my-spec.json has wrong fields.');
    // The path stands before its colon, so "name" does not pass for "training.name".
    expect(parse).toThrow(new RegExp(`[.;] ${path.replaceAll('.', '\\.')}(\\.beta)?: `));
  });

  it.each([
    [{ kind: 'temporal-attention' }, 'units'],
    [{ kind: 'positional-encoding', time: 60 }, 'time'],
    [{ kind: 'transformer-encoder', heads: 0, feedForward: 8, dropout: 0.1 }, 'heads'],
    [{ kind: 'transformer-encoder', heads: 2, feedForward: 4097, dropout: 0.1 }, 'feedForward'],
    [{ kind: 'transformer-encoder', heads: 2, feedForward: 8, dropout: 1 }, 'dropout'],
    [{ kind: 'layer-norm', epsilon: 0.001 }, 'epsilon'],
    [{ kind: 'dense', units: 4, activation: 'sigmoid' }, 'activation'],
    [{ kind: 'pool', how: 'max' }, 'how'],
    [{ kind: 'skip', from: 'wide', how: 'multiply' }, 'how'],
    [{ kind: 'skip', how: 'add' }, 'from'],
    [{ kind: 'instrument-embedding', units: 65 }, 'units'],
    [{ kind: 'dense', units: 4, activation: 'relu', l2: -1 }, 'l2'],
    [{ kind: 'dense', units: 4, activation: 'relu', name: 'Wide' }, 'name'],
  ])('a layer %j: %s is named', (layer, field) => {
    expect(() => parseSpec(changed('layers.0', layer), 'spec')).toThrow(new RegExp(`layers\\.0\\.${field}: `));
  });

  it('names every wrong field at once', () => {
    const parse = (): unknown =>
      parseSpec(changed('windowBars', 0).replace('"batchSize":32', '"batchSize":-1'), 'spec');
    expect(parse).toThrow(/windowBars: .*; training\.batchSize: /);
  });

  const labelBase = { horizons: [5], volatilityBars: 60 };
  const trend = { kind: 'trend', ...labelBase, threshold: { unit: 'volatility', value: 0.43 } };
  const direction = { kind: 'direction', ...labelBase };
  it.each<[head: unknown, label: unknown, fits: boolean]>([
    [{ kind: 'point', loss: 'huber' }, { kind: 'forward-return', ...labelBase }, true],
    [{ kind: 'sigmoid', classWeights: 'balanced' }, direction, true],
    [{ kind: 'softmax' }, trend, true],
    [{ kind: 'softmax' }, direction, false],
    [{ kind: 'sigmoid' }, trend, false],
    [{ kind: 'point' }, direction, false],
    [{ kind: 'sigmoid' }, { kind: 'forward-return', ...labelBase }, false],
  ])('a head %j on a label %j: fits = %s', (head, label, fits) => {
    const parse = (): unknown =>
      parseSpec(JSON.stringify({ ...(JSON.parse(changed('label', label)) as object), head }), 'spec');
    if (fits) expect(parse).not.toThrow();
    else expect(parse).toThrow(/head\.kind: expected a head that fits label\.kind/);
  });

  it.each([
    [{ ...trend, threshold: undefined }, 'label.threshold'],
    [{ ...trend, threshold: { unit: 'percent', value: 1 } }, 'label.threshold.unit'],
    [{ ...trend, threshold: { unit: 'volatility', value: 0 } }, 'label.threshold.value'],
  ])('a trend label %j: %s is named', (label, path) => {
    expect(() => parseSpec(changed('label', label), 'spec')).toThrow(new RegExp(`${path.replaceAll('.', '\\.')}: `));
  });

  it('a parameter with a name that every object has is refused, not left out, also where no text was parsed', () => {
    const spec = { ...loadPreset('price-lstm') };
    for (const name of ['constructor', '__proto__', 'prototype']) {
      const params = JSON.parse(`{"bars": 14, "${name}": 5}`) as Record<string, number>;
      const [first, ...rest] = spec.features;
      const result = v.safeParse(modelSpecSchema, { ...spec, features: [{ ...first, params }, ...rest] });
      expect(result.issues?.map((issue) => v.getDotPath(issue))).toEqual(['features.0.params']);
      expect(() => parseSpec(JSON.stringify({ a: 1 }).replace('"a"', `"${name}"`), 'spec')).toThrow(
        expect.objectContaining({ code: 'spec/not-json' }),
      );
    }
  });

  it('a field that stands twice is refused, and a byte order mark passed over', () => {
    const text = JSON.stringify(loadPreset('price-lstm'));
    const twice = text.replace('"windowBars":60', '"windowBars":60,"windowBars":30');
    expect(() => parseSpec(twice, 'spec')).toThrow('the field "windowBars" stands twice');
    expect(parseSpec(`\u{feff}${text}`, 'spec')).toEqual(loadPreset('price-lstm'));
  });

  it.each([
    [{ kind: 'lion' }, 'kind'],
    [{ kind: 'adamw' }, 'weightDecay'],
    [{ kind: 'adamw', weightDecay: 0 }, 'weightDecay'],
    [{ kind: 'sgd' }, 'momentum'],
    [{ kind: 'sgd', momentum: 1 }, 'momentum'],
    [{ kind: 'adam', momentum: 0.9 }, 'momentum'],
  ])('an optimiser %j: %s is named', (optimizer, field) => {
    expect(() => parseSpec(changed('training.optimizer', optimizer), 'spec')).toThrow(
      new RegExp(`training\\.optimizer\\.${field}: `),
    );
  });

  it.each(['null', '7', '[]', '"text"'])('a document that is %s is refused as a whole', (text) => {
    expect(() => parseSpec(text, 'spec')).toThrow(expect.objectContaining({ code: 'spec/invalid' }));
  });

  it.each(['', '{', '{"format":}'])('what is not JSON is refused: %j', (text) => {
    const parse = (): unknown => parseSpec(text, 'my-spec.json');
    expect(parse).toThrow(expect.objectContaining({ code: 'spec/not-json' }));
    expect(parse).toThrow('my-spec.json cannot be read as JSON');
  });
});

describe('the presets', () => {
  it.each(listPresets())('%s is a valid spec under its own name, whose features exist', (preset) => {
    const spec = loadPreset(preset);
    expect(spec.name).toBe(preset);
    expect(countColumns(spec.features)).toBeGreaterThan(0);
  });

  it('trend-3class has at least 95 columns without any external series', () => {
    const { features } = loadPreset('trend-3class');
    expect(countColumns(features.filter(({ optional }) => !optional))).toBeGreaterThanOrEqual(95);
  });
});

describe('loadPreset', () => {
  it.each(['price', '../presets/price-lstm', ''])('refuses %j and lists what there is', (name) => {
    const load = (): unknown => loadPreset(name);
    expect(load).toThrow(expect.objectContaining({ code: 'spec/unknown-preset' }));
    expect(load).toThrow(expect.objectContaining({ hint: expect.stringContaining('price-lstm') as string }));
  });
});
