import { expect, it } from 'vitest';
import type { QualityFinding } from '#contract/quality.ts';
import { fingerprintFinding } from './fingerprint.ts';

const finding: QualityFinding = {
  check: 'price-jump',
  severity: 'amber',
  count: 2,
  times: [86_400_000, 172_800_000],
  rows: [5, 6],
  message: 'One.',
  action: 'kept',
  hint: '',
  repairable: false,
};

it('depends on the check and its places, not on rows and words', () => {
  const print = fingerprintFinding(finding);
  expect(fingerprintFinding({ ...finding, rows: [], message: 'Two.', hint: 'Three.' })).toBe(print);
  expect(fingerprintFinding({ ...finding, count: 3 })).not.toBe(print);
  expect(fingerprintFinding({ ...finding, times: [86_400_000] })).not.toBe(print);
  expect(fingerprintFinding({ ...finding, check: 'gap' })).not.toBe(print);
});
