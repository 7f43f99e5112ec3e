import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftSpan, stretchSpan } from './price-span.ts';

describe('a span of prices', () => {
  it('is stretched around its middle: by hand, on both scales', () => {
    expect(stretchSpan({ low: 90, high: 110 }, 2, 'linear')).toEqual({ low: 80, high: 120 });
    const log = stretchSpan({ low: 50, high: 200 }, 2, 'log');
    expect(log.low).toBeCloseTo(25, 9);
    expect(log.high).toBeCloseTo(400, 9);
  });

  it('is moved by a share of its height: by hand, on both scales', () => {
    expect(shiftSpan({ low: 90, high: 110 }, 0.5, 'linear')).toEqual({ low: 100, high: 120 });
    const log = shiftSpan({ low: 50, high: 200 }, -0.5, 'log');
    expect(log.low).toBeCloseTo(25, 9);
    expect(log.high).toBeCloseTo(100, 9);
  });

  it('goes below zero on a linear scale only, and a logarithmic one is linear there', () => {
    expect(shiftSpan({ low: 10, high: 110 }, -0.5, 'linear').low).toBe(-40);
    expect(shiftSpan({ low: -40, high: 60 }, 0.5, 'log')).toEqual({ low: 10, high: 110 });
    expect(shiftSpan({ low: 10, high: 110 }, -5, 'log').low).toBeGreaterThan(0);
  });

  it('comes back, and stays a span, whatever is done to it', () => {
    const price = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(price, price, fc.double({ min: 0.05, max: 20, noNaN: true }), (a, b, factor) => {
        fc.pre(Math.abs(a - b) / (a + b) > 1e-3);
        const span = { low: Math.min(a, b), high: Math.max(a, b) };
        for (const kind of ['linear', 'log'] as const) {
          let next = span;
          for (let i = 0; i < 50; i++) next = stretchSpan(next, factor, kind);
          expect(next.high).toBeGreaterThan(next.low);
          expect(Number.isFinite(next.high - next.low)).toBe(true);
          const there = shiftSpan(span, factor, kind);
          const back = shiftSpan(there, -factor, kind);
          expect(Math.abs(back.high / span.high - 1)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
