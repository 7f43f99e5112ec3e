import * as v from 'valibot';
import { expect, it } from 'vitest';
import { costsSchema } from '#contract/model-spec.ts';
import { costParts, roundTripOf, withPart, type CostPart } from './costs-draft.ts';

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };

it('takes what the engine takes, and nothing else', () => {
  for (const part of Object.keys(costParts) as CostPart[]) {
    for (const text of ['0', '0.5', '1,5', String(costParts[part].most), '', '  7 ']) {
      expect(v.is(costsSchema, withPart(costs, part, text)), `${part} ${text}`).toBe(true);
    }
    for (const text of ['-1', 'five', String(costParts[part].most + 1), '1e3']) {
      expect(withPart(costs, part, text), `${part} ${text}`).toBeNull();
    }
    // The limit is that of the engine.
    const beyond = { ...costs, [costParts[part].name]: costParts[part].most + 1 };
    expect(v.is(costsSchema, beyond), part).toBe(false);
  }
});

it('an optional part that is nothing is not there', () => {
  const paid = withPart(costs, 'spread', '2');
  expect(paid).toEqual({ ...costs, spreadBasisPoints: 2 });
  expect(withPart(paid!, 'spread', '')).toEqual(costs);
  expect(withPart(costs, 'fee', '')).toEqual({ ...costs, feeBasisPoints: 0 });
});

it('a round trip pays fee and slippage twice and the spread once', () => {
  expect(roundTripOf(costs)).toBeCloseTo(0.002, 12);
  expect(roundTripOf({ ...costs, spreadBasisPoints: 4 })).toBeCloseTo(0.0024, 12);
});
