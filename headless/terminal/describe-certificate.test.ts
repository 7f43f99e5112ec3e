import { expect, it } from 'vitest';
import type { LeakCertificate } from '#contract/leak-certificate.ts';
import { describeCertificate } from './describe-certificate.ts';

const green: LeakCertificate = {
  instruments: ['AAA', 'BBB'],
  cuts: 6,
  checks: [
    { stage: 'features', comparisons: 12_000, passed: true },
    { stage: 'purge', comparisons: 34, passed: true },
  ],
  leaks: [],
  passed: true,
};

it('says how much was compared', () => {
  expect(describeCertificate(green)).toBe(
    'Leak certificate: green (12,034 comparisons, the future changed behind 6 bars of AAA, BBB).',
  );
});

it('names the stages that did not pass, and the first leak', () => {
  const red: LeakCertificate = {
    ...green,
    checks: [{ stage: 'features', comparisons: 12_000, passed: false }, green.checks[1]!],
    leaks: [
      {
        stage: 'features',
        symbol: 'AAA',
        what: 'the column return',
        how: 'scrambled',
        cut: Date.UTC(2020, 0, 31),
        bar: Date.UTC(2020, 0, 30),
      },
    ],
    passed: false,
  };
  expect(describeCertificate(red)).toMatch(
    /^Leak certificate: RED in features \(.*First leak: the column return of AAA, scrambled after 2020-01-31, at the bar of 2020-01-30\.$/,
  );
});
