import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grades } from '#contract/forecast.ts';
import { defaultGradePolicy, gradeOutlook, type GradePolicy } from './grade.ts';

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };
const policy: GradePolicy = {
  callProbability: 0.55,
  strongProbability: 0.65,
  strongCostMultiple: 2,
  riskAversion: 2,
  widestInterval: 0.5,
  largestUnseenShare: 0.05,
};

// The burden is 0.002 of costs and (2 / 2) times the variance.
it.each([
  ['STRONG BUY', 0.01, 0.001, 0.7, 'both over their thresholds'],
  ['STRONG BUY', 0.01, 0.001, 0.65, 'at the threshold of strong'],
  ['BUY', 0.01, 0.001, 0.649, 'below strong'],
  ['BUY', 0.01, 0.001, 0.55, 'at the threshold of a call'],
  ['HOLD', 0.01, 0.001, 0.549, 'not likely enough'],
  ['BUY', 0.0049, 0.001, 0.9, 'likely, but not worth twice its costs: 0.004 and 0.001'],
  ['STRONG BUY', 0.0051, 0.001, 0.9, 'just worth twice its costs'],
  ['BUY', 0.0031, 0.001, 0.6, 'just over the burden of 0.003'],
  ['HOLD', 0.0029, 0.001, 0.6, 'just below the burden'],
  ['HOLD', 0.01, 0.009, 0.9, 'likely, but too wild'],
  ['HOLD', -0.01, 0.001, 0.6, 'up is likely, but the mean is negative'],
  ['HOLD', 0, 0, 0.5, 'nothing to say'],
  ['SELL', -0.01, 0.001, 0.449, 'likely down'],
  ['STRONG SELL', -0.01, 0.001, 0.34, 'very likely down'],
  ['HOLD', -0.0029, 0.001, 0.2, 'just below the burden of selling'],
  ['HOLD', 0.01, 0.001, 0.3, 'down is likely, but the mean is positive'],
])('%s: mean %d, variance %d, P(up) %d, %s', (grade, expectedReturn, variance, probabilityUp) => {
  expect(gradeOutlook({ expectedReturn, variance, probabilityUp }, costs, policy)).toBe(grade);
});

it('a forecast turned upside down turns the call', () => {
  for (const [mean, up] of [
    [0.02, 0.6],
    [0.02, 0.9],
    [0.001, 0.6],
  ] as const) {
    const call = gradeOutlook({ expectedReturn: mean, variance: 0.001, probabilityUp: up }, costs, policy);
    const turned = gradeOutlook({ expectedReturn: -mean, variance: 0.001, probabilityUp: 1 - up }, costs, policy);
    expect(turned).toBe(call.replace('BUY', 'SELL'));
  }
});

it('higher costs turn a call into HOLD, never into the opposite', () => {
  const outlook = { expectedReturn: 0.01, variance: 0, probabilityUp: 0.7 };
  const called = [0, 20, 40, 60, 1000].map((fee) =>
    gradeOutlook(outlook, { feeBasisPoints: fee, slippageBasisPoints: 0 }, defaultGradePolicy),
  );
  expect(called).toEqual(['STRONG BUY', 'STRONG BUY', 'BUY', 'HOLD', 'HOLD']);
});

describe('for any forecast', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const outlooks = fc.record({
    expectedReturn: fc.double({ min: -0.2, max: 0.2, noNaN: true }),
    variance: fc.double({ min: 0, max: 0.05, noNaN: true }),
    probabilityUp: share,
  });
  const fees = fc.integer({ min: 0, max: 200 });
  const more = fc.double({ min: 0, max: 0.1, noNaN: true });
  /** STRONG BUY 2, BUY 1, HOLD 0, SELL -1, STRONG SELL -2. */
  const rank = (outlook: Parameters<typeof gradeOutlook>[0], feeBasisPoints: number): number =>
    2 - grades.indexOf(gradeOutlook(outlook, { feeBasisPoints, slippageBasisPoints: 3 }, policy));

  it('more expected return never lowers the grade, a higher P(up) neither', () => {
    fc.assert(
      fc.property(outlooks, fees, more, share, (outlook, fee, extra, part) => {
        const better = { ...outlook, expectedReturn: outlook.expectedReturn + extra };
        const likelier = { ...outlook, probabilityUp: outlook.probabilityUp + part * (1 - outlook.probabilityUp) };
        expect(rank(better, fee)).toBeGreaterThanOrEqual(rank(outlook, fee));
        expect(rank(likelier, fee)).toBeGreaterThanOrEqual(rank(outlook, fee));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('more cost or more variance only ever weakens it, and never turns it', () => {
    fc.assert(
      fc.property(outlooks, fees, fees, more, (outlook, fee, dearer, wilder) => {
        const before = rank(outlook, fee);
        for (const after of [
          rank(outlook, fee + dearer),
          rank({ ...outlook, variance: outlook.variance + wilder }, fee),
        ]) {
          expect(Math.abs(after)).toBeLessThanOrEqual(Math.abs(before));
          expect(after * before).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
