import { expect, it } from 'vitest';
import { defaultGradePolicy, gradeOutlook, type GradePolicy } from './grade.ts';

const costs = { feeBasisPoints: 5, slippageBasisPoints: 5 };
const policy: GradePolicy = {
  callProbability: 0.55,
  strongProbability: 0.65,
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
  const grades = [0, 20, 40, 60, 1000].map((fee) =>
    gradeOutlook(outlook, { feeBasisPoints: fee, slippageBasisPoints: 0 }, defaultGradePolicy),
  );
  expect(grades).toEqual(['STRONG BUY', 'STRONG BUY', 'STRONG BUY', 'HOLD', 'HOLD']);
});
