import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { FieldForm } from '#contract/spec-form.ts';
import { modelSpecSchema, type ModelSpec } from '#contract/model-spec.ts';
import { it } from '../engine.test-data.ts';
import { loadPreset } from './parse-spec.ts';

const { entries } = modelSpecSchema;
const base = loadPreset('price-lstm');

/** A value that the form takes, and values that it does not. */
function tryField({ type, min, max, isMinOpen, isMaxOpen, choices }: FieldForm): { good: unknown[]; bad: unknown[] } {
  if (type === 'boolean') return { good: [true, false], bad: [1] };
  if (type === 'text') return { good: ['a-name'], bad: ['Not a name', 1] };
  if (type === 'choice') return { good: [...choices], bad: ['other'] };
  const step = type === 'integer' ? 1 : 1e-6;
  const good = [
    ...(min === null ? [] : [isMinOpen ? min + step : min]),
    ...(max === null ? [] : [isMaxOpen ? max - step : max]),
  ];
  const bad: unknown[] = [
    ...(min === null ? [] : [isMinOpen ? min : min - step]),
    ...(max === null ? [] : [isMaxOpen ? max : max + step]),
    ...(type === 'integer' ? [1.5] : []),
    'text',
  ];
  return { good, bad };
}

describe('forms of layers and heads', () => {
  it('have the kinds of the schema, defaults that it takes, and its limits', async ({ engine }) => {
    const layers = await engine.client.specs.layerKinds();
    const heads = await engine.client.specs.heads();
    const kindsOf = (variant: { options: readonly { entries: { kind: { literal: string } } }[] }) =>
      variant.options.map(({ entries: { kind } }) => kind.literal).sort();
    expect(layers.map(({ kind }) => kind as string).sort()).toEqual(kindsOf(entries.layers.item));
    expect(heads.map(({ kind }) => kind as string).sort()).toEqual(kindsOf(entries.head));
    const forms = [
      ...layers.map((form) => [form, entries.layers.item] as const),
      ...heads.map((form) => [form, entries.head] as const),
    ];
    let tried = 0;
    for (const [{ kind, fields, byDefault, says }, schema] of forms) {
      expect(v.parse(schema, byDefault), kind).toEqual(byDefault);
      expect(says.length).toBeGreaterThan(10);
      const takes = (changes: object): boolean => v.safeParse(schema, { ...byDefault, ...changes }).success;
      const required = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
      expect(Object.keys(byDefault).filter((name) => name !== 'kind')).toEqual(expect.arrayContaining(required));
      for (const field of fields) {
        const others = Object.fromEntries(Object.entries(byDefault).filter(([name]) => name !== field.name));
        expect(v.safeParse(schema, others).success, `${kind} without ${field.name}`).toBe(field.isOptional);
        if (field.type === 'numbers') continue;
        if (field.type === 'variant') {
          for (const { kind: own, fields: inner } of field.variants) {
            const value: Record<string, unknown> = { kind: own };
            for (const { name, min, isOptional } of inner) if (!isOptional) value[name] = min ?? 0;
            expect(takes({ [field.name]: value }), `${kind}.${field.name} ${own}`).toBe(true);
          }
          expect(takes({ [field.name]: { kind: 'other' } })).toBe(false);
          continue;
        }
        const { good, bad } = tryField(field);
        for (const value of good)
          expect(takes({ [field.name]: value }), `${kind}.${field.name} ${String(value)}`).toBe(true);
        for (const value of bad)
          expect(takes({ [field.name]: value }), `${kind}.${field.name} ${String(value)}`).toBe(false);
        tried += good.length + bad.length;
      }
    }
    expect(tried).toBeGreaterThan(40);
  });
});

describe('presets', () => {
  it('come whole, with the size of their networks', async ({ engine }) => {
    const presets = await engine.client.specs.presets();
    expect(presets.map(({ name }) => name)).toContain('price-lstm');
    for (const { name, spec, parameterCount } of presets) {
      expect(spec.name).toBe(name);
      const check = await engine.client.specs.check({ spec });
      expect(check.problems, name).toEqual([]);
      expect(check.parameterCount).toBe(parameterCount);
      expect(check.spec).toEqual(spec);
    }
  });
});

describe('a spec that is being written', () => {
  const check = (spec: unknown): Partial<ModelSpec> => ({ ...base, ...(spec as object) });

  it('is drawn from its features to its head', async ({ engine }) => {
    const { network, columns, parameterCount, warmupBars } = await engine.client.specs.check({ spec: base });
    expect(network[0]).toMatchObject({ path: 'features', kind: 'input', output: [base.windowBars, columns] });
    expect(network.slice(1, -1).map(({ kind }) => kind)).toEqual(base.layers.map(({ kind }) => kind));
    expect(network.at(-1)).toMatchObject({ path: 'head', kind: 'head' });
    network.slice(1).forEach((node, i) => {
      expect(node.input).toEqual(network[i]!.output);
    });
    expect(network.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(parameterCount);
    expect(warmupBars).toBeGreaterThan(base.windowBars);
  });

  it('is drawn as far as its layers fit', async ({ engine }) => {
    const layers = [
      { kind: 'lstm', units: 8, returnSequences: false },
      { kind: 'lstm', units: 8, returnSequences: false },
    ];
    const { problems, network, parameterCount } = await engine.client.specs.check({ spec: check({ layers }) });
    expect(problems).toHaveLength(1);
    expect(problems[0]!.path).toBe('layers.1');
    expect(problems[0]!.message).toMatch(/^expected a sequence/);
    expect(network.map(({ path }) => path)).toEqual(['features', 'layers.0']);
    expect(parameterCount).toBeNull();
  });

  it('is told all that is wrong, by the paths of the fields', async ({ engine }) => {
    const pathsOf = async (changes: object): Promise<string[]> =>
      (await engine.client.specs.check({ spec: check(changes) })).problems.map(({ path }) => path);
    const feature = { scaler: 'standard', params: {}, optional: false };
    expect(
      await pathsOf({
        features: [
          { ...feature, kind: 'nonsense' },
          { ...feature, kind: 'rsi', params: { bars: 0 } },
          { ...feature, kind: 'return' },
          { ...feature, kind: 'macd', columns: ['other'] },
        ],
      }),
    ).toEqual(['features.0.kind', 'features.1.params.bars', 'features.3.columns.0']);
    expect(await pathsOf({ windowBars: 0, layers: [{ kind: 'dropout', rate: 2 }] })).toEqual([
      'windowBars',
      'layers.0.rate',
    ]);
    expect(await pathsOf({ layers: [{ kind: 'lstm', units: 8, returnSequences: true }] })).toEqual(['head']);
    for (const nonsense of [null, 7, [], {}, 'text']) {
      const { problems, spec } = await engine.client.specs.check({ spec: nonsense });
      expect(problems.length).toBeGreaterThan(0);
      expect(spec).toBeNull();
    }
  });
});
