import { expect, it } from 'vitest';
import { isOld } from './freshness.ts';

it('a long weekend is no silence, a week is', () => {
  const friday = Date.UTC(2026, 3, 2);
  expect(isOld(friday, '1d', Date.UTC(2026, 3, 7))).toBe(false);
  expect(isOld(friday, '1d', Date.UTC(2026, 3, 9))).toBe(true);
  expect(isOld(friday, '1m', Date.UTC(2026, 3, 9))).toBe(true);
  expect(isOld(friday, '1w', Date.UTC(2026, 3, 9))).toBe(false);
  expect(isOld(friday, '1mo', Date.UTC(2026, 4, 20))).toBe(false);
});
