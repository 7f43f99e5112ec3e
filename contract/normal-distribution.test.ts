import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseNormalCdf, normalCdf, normalDensity } from './normal-distribution.ts';

// Its values are held against scipy in engine/evaluation/metrics/golden.test.ts, which may read files.

describe('normalCdf', () => {
  it('has the limits 0 and 1, and passes NaN on', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
  });

  it('is the integral of the density', () => {
    // Simpson's rule over [-1, 2] with 300 steps.
    const step = 0.01;
    let sum = normalDensity(-1) + normalDensity(2);
    for (let k = 1; k < 300; k++) sum += (k % 2 === 1 ? 4 : 2) * normalDensity(-1 + k * step);
    expect(normalCdf(2) - normalCdf(-1)).toBeCloseTo((sum * step) / 3, 10);
  });

  it('never falls', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -9, max: 9, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (x, step) => {
          expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x));
        },
      ),
      { seed: 1 },
    );
  });
});

describe('inverseNormalCdf', () => {
  it('undoes normalCdf to 1e-9', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 4, noNaN: true }), (x) => {
        expect(Math.abs(inverseNormalCdf(normalCdf(x)) - x)).toBeLessThan(1e-9);
      }),
      { seed: 2 },
    );
  });

  it('is infinite at the ends and refuses what is no probability', () => {
    expect([inverseNormalCdf(0), inverseNormalCdf(1)]).toEqual([-Infinity, Infinity]);
    for (const p of [-0.1, 1.1, NaN]) expect(() => inverseNormalCdf(p)).toThrow(RangeError);
  });
});
