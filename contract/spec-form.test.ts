import { describe, expect, it } from 'vitest';
import { modelSpecSchema } from './model-spec.ts';
import { describeFields, optionOf } from './spec-form.ts';

const { entries } = modelSpecSchema;
const fieldOf = (object: Parameters<typeof describeFields>[0], name: string) =>
  describeFields(object).find((field) => field.name === name);

describe('the form of a spec', () => {
  it('knows the limits of a number whose schema is built on another one', () => {
    const lstm = optionOf(entries.layers.item, 'lstm');
    expect(fieldOf(lstm, 'units')).toMatchObject({ type: 'integer', min: 1, max: 1024 });
    expect(fieldOf(entries.training, 'batchSize')).toMatchObject({ type: 'integer', min: 1, max: 8192 });
    expect(fieldOf(optionOf(entries.label, 'trend'), 'horizons')).toMatchObject({ type: 'numbers', min: 1, max: 1000 });
  });

  it('knows a number without limits, and limits that are not reached', () => {
    expect(fieldOf(entries.training, 'learningRate')).toMatchObject({
      type: 'number',
      min: 0,
      isMinOpen: true,
      max: null,
    });
    const dropout = optionOf(entries.layers.item, 'dropout');
    expect(fieldOf(dropout, 'rate')).toMatchObject({ min: 0, isMinOpen: false, max: 1, isMaxOpen: true });
  });

  it('has the fields of an object within', () => {
    const threshold = fieldOf(optionOf(entries.label, 'trend'), 'threshold');
    expect(threshold).toMatchObject({ type: 'group', isOptional: false });
    expect(threshold?.fields.map(({ name, type }) => [name, type])).toEqual([
      ['unit', 'choice'],
      ['value', 'number'],
    ]);
    expect(fieldOf(entries.training, 'adversarial')).toMatchObject({ type: 'group', isOptional: true });
  });

  it('has the kinds of a variant with their own fields', () => {
    const schedule = fieldOf(entries.training, 'schedule');
    expect(schedule?.variants.map(({ kind }) => kind)).toEqual(['constant', 'step', 'cosine', 'plateau']);
    expect(schedule?.variants[1]?.fields.map(({ name }) => name)).toEqual(['everyEpochs', 'factor']);
  });
});
