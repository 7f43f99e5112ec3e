import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateEta, makeProgress } from './progress.ts';

describe('estimateEta', () => {
  it('goes on at the rate so far', () => {
    // 25 of 100 in 10 s is 2.5 a second; 75 are left.
    expect(estimateEta(25, 100, 10)).toBe(30);
    expect(estimateEta(100, 100, 10)).toBe(0);
  });

  it('waits for a twentieth of the work or three seconds', () => {
    expect(estimateEta(4, 100, 2.9)).toBeNull();
    expect(estimateEta(5, 100, 2.9)).toBeCloseTo(55.1, 12);
    expect(estimateEta(4, 100, 3)).toBe(72);
    expect(estimateEta(0, 100, 60)).toBeNull();
    expect(estimateEta(0, 0, 60)).toBeNull();
  });

  it('is never negative and never rises while the work goes on at one rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1000 }),
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        (total, secondsEach) => {
          let last = Infinity;
          for (let done = Math.ceil(total / 20); done <= total; done++) {
            const eta = estimateEta(done, total, done * secondsEach);
            expect(eta).toBeGreaterThanOrEqual(0);
            expect(eta).toBeLessThanOrEqual(last * (1 + 1e-12));
            last = eta ?? NaN;
          }
        },
      ),
      { seed: 1, numRuns: 20 },
    );
  });
});

describe('makeProgress', () => {
  it('carries the estimate with what was done', () => {
    const expected = { phase: 'importing', done: 1, total: 4, etaSeconds: 6, detail: '' };
    expect(makeProgress('importing', 1, 4, 2)).toEqual(expected);
    expect(makeProgress('importing', 1, 4, 2, 'a.csv')).toEqual({ ...expected, detail: 'a.csv' });
  });
});
