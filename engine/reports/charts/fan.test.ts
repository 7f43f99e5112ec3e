import fc from 'fast-check';
import { expect, it } from 'vitest';
import { interpolateBound } from './fan.ts';

it('starts at the close, ends at the bound and is half way out at a quarter of the time', () => {
  // h = 4, n = 1: 100 + (108 - 100) / 4 + (120 - 108) * sqrt(1 / 4) = 100 + 2 + 6 = 108.
  const path = interpolateBound(100, 108, 120, 4);
  expect(path[0]).toBe(100);
  expect(path[1]).toBeCloseTo(108, 12);
  expect(path[4]).toBeCloseTo(120, 12);
  expect(path).toHaveLength(5);
});

it('moves the centre in a straight line', () => {
  expect(interpolateBound(100, 104, 104, 4)).toEqual([100, 101, 102, 103, 104]);
});

it('keeps a narrower interval inside a wider one on the whole way', () => {
  const price = fc.double({ min: 1, max: 1000, noNaN: true });
  fc.assert(
    fc.property(price, price, price, price, fc.integer({ min: 1, max: 60 }), (start, centre, a, b, bars) => {
      const inner = interpolateBound(start, centre, Math.min(a, b), bars);
      const outer = interpolateBound(start, centre, Math.max(a, b), bars);
      inner.forEach((value, n) => {
        expect(value).toBeLessThanOrEqual(outer[n]! + 1e-9);
      });
    }),
  );
});
