import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inverseNormalCdf } from '#contract/normal-distribution.ts';
import { studentTCdf, studentTDensity, studentTQuantile } from './student-t.ts';

/** By mpmath's incomplete beta function with 30 digits. */
it.each([
  [-1.5, 2.1, 0.13334357034537892],
  [-0.2, 3, 0.42713516462313947],
  [0.7, 7.5, 0.74747218906307476],
  [-6, 4, 0.0019412685234802552],
  [-40, 2.5, 7.0978171452466915e-5],
  [-2, 200, 0.023426593093535489],
  [-0.01, 30, 0.49604374628658885],
])('P(X <= %d) with %d degrees of freedom has the digits of mpmath', (x, degrees, expected) => {
  expect(Math.abs(studentTCdf(x, degrees) / expected - 1)).toBeLessThan(1e-13);
});

it('has quantiles that its probabilities lead back from, and a density that is their slope', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
      fc.double({ min: 2, max: 300, noNaN: true }),
      (probability, degrees) => {
        const x = studentTQuantile(probability, degrees);
        expect(Math.abs(studentTCdf(x, degrees) - probability)).toBeLessThan(1e-12);
        const step = 1e-4;
        const slope = (studentTCdf(x + step, degrees) - studentTCdf(x - step, degrees)) / (2 * step);
        expect(Math.abs(studentTDensity(x, degrees) - slope)).toBeLessThan(1e-6);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});

it('comes to the normal distribution', () => {
  expect(studentTQuantile(0.975, 1e7)).toBeCloseTo(inverseNormalCdf(0.975), 5);
  expect(studentTQuantile(0.5, 3)).toBe(0);
  expect(() => studentTQuantile(0, 3)).toThrow(RangeError);
});
