import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binReturns } from './bin-returns.ts';

it('counts each return once, in stretches that join, none of which holds gains and losses', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 20, noNaN: true }), { minLength: 1 }), (returns) => {
      const bins = binReturns(returns);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(returns.length);
      expect(bins.length).toBeLessThanOrEqual(18);
      for (const [i, { low, high }] of bins.entries()) {
        expect(low < 0 && high > 1e-12).toBe(false);
        if (i > 0) expect(low).toBeCloseTo(bins[i - 1]!.high, 12);
      }
    }),
  );
});

it('puts a far one into the last stretch, and knows that there are none', () => {
  const near = Array.from({ length: 200 }, (_, i) => -0.05 + i * 0.0005);
  const bins = binReturns([...near, 9]);
  expect(bins.at(-1)!.high).toBeLessThan(0.1);
  expect(binReturns([])).toEqual([]);
  expect(binReturns([0.03]).filter(({ count }) => count > 0)).toEqual([{ low: 0.03, high: 0.035, count: 1 }]);
});
