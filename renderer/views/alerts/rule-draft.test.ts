import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { alertConditionSchema } from '#contract/alert.ts';
import { conditionOf, draftOf, emptyDraft } from './rule-draft.ts';

describe('a draft', () => {
  it('is no rule while a number in it cannot be', () => {
    for (const price of ['', '0', '-1', 'ten', '9'.repeat(400)]) {
      expect(conditionOf({ ...emptyDraft, price }), price).toBeNull();
    }
    for (const probability of ['', '0', '100', 'x']) {
      expect(conditionOf({ ...emptyDraft, kind: 'probability-up', probability }), probability).toBeNull();
    }
  });

  it('says only what was chosen', () => {
    expect(conditionOf({ ...emptyDraft, kind: 'grade' })).toEqual({ kind: 'grade' });
    expect(
      conditionOf({ ...emptyDraft, kind: 'probability-up', crosses: 'above', model: 'gru@2', horizonBars: '14' }),
    ).toEqual({ kind: 'probability-up', crosses: 'above', probability: 0.6, model: 'gru@2', horizonBars: 14 });
  });

  it('of a rule gives that rule again', () => {
    const ofForecasts = {
      model: fc.constantFrom('price-lstm', 'gru@3'),
      horizonBars: fc.integer({ min: 1, max: 100 }),
    };
    const crosses = fc.constantFrom('above' as const, 'below' as const, 'either' as const);
    const condition = fc.oneof(
      fc.record({
        kind: fc.constant('price' as const),
        timeframe: fc.constantFrom('1d' as const, '1m' as const),
        crosses,
        price: fc.integer({ min: 1, max: 1e9 }).map((cents) => cents / 100),
      }),
      fc.record(
        {
          kind: fc.constant('probability-up' as const),
          crosses,
          probability: fc.integer({ min: 10, max: 990 }).map((n) => n / 1000),
          ...ofForecasts,
        },
        { requiredKeys: ['kind', 'crosses', 'probability'] },
      ),
      fc.record(
        {
          kind: fc.constant('grade' as const),
          to: fc.uniqueArray(fc.constantFrom('BUY' as const, 'SELL' as const, 'NO CALL' as const), { minLength: 1 }),
          ...ofForecasts,
        },
        { requiredKeys: ['kind'] },
      ),
    );
    fc.assert(
      fc.property(condition, (drawn) => {
        const parsed = v.parse(alertConditionSchema, drawn);
        expect(conditionOf(draftOf({ condition: parsed }))).toEqual(parsed);
      }),
    );
  });
});
