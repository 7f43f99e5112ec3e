import { expect, it } from 'vitest';
import { chargesOf } from './charges.ts';

it('turns basis points into fractions: half the spread on top of the slippage, borrowing by the millisecond', () => {
  const charges = chargesOf({
    ...{ feeBasisPoints: 5, slippageBasisPoints: 2, spreadBasisPoints: 6, borrowBasisPoints: 365.25 },
  });
  expect(charges.fee).toBeCloseTo(0.0005, 14);
  expect(charges.drift).toBeCloseTo(0.0005, 14);
  expect(charges.borrowPerMs * 86_400_000).toBeCloseTo(0.0001, 14);
});

it('multiplies all of them, and never takes a whole price', () => {
  const costs = { feeBasisPoints: 1000, slippageBasisPoints: 1000, borrowBasisPoints: 100 };
  expect(chargesOf(costs, 0)).toEqual({ fee: 0, drift: 0, borrowPerMs: 0 });
  expect(chargesOf(costs, 4).fee).toBeCloseTo(0.4, 14);
  expect(chargesOf(costs, 40)).toMatchObject({ fee: 0.99, drift: 0.99 });
});
