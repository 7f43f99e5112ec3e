import { expect, it } from 'vitest';
import { calmarRatio } from './calmar-ratio.ts';

it('is growth over drawdown, where both are known', () => {
  expect(calmarRatio(0.1, 0.25)).toBe(0.4);
  expect(calmarRatio(-0.1, 0.25)).toBe(-0.4);
  expect(calmarRatio(null, 0.25)).toBeNull();
  expect(calmarRatio(0.1, 0)).toBeNull();
});
