import { expect, it } from 'vitest';
import type { CeilingWarning } from '#contract/backtest.ts';
import { describeCeiling } from './describe-ceiling.ts';

it.each<[CeilingWarning['of'], value: number, ceiling: number, words: string]>([
  ['sharpe', 3.14, 3, 'A Sharpe ratio of 3.1 is above 3'],
  ['hit-rate', 0.625, 0.58, 'A hit rate of 62.5 % at a horizon of one bar is above 58 %'],
  ['cagr', 2.5, 2, 'A growth of 250 % a year is above 200 %'],
])('says of %s what was found, the ceiling, and what the leak certificate says', (of, value, ceiling, words) => {
  expect(describeCeiling({ of, value, ceiling, certified: false })).toBe(
    `${words}: suspect a leak, for the leak certificate is red.`,
  );
  expect(describeCeiling({ of, value, ceiling, certified: true })).toBe(
    `${words}: the leak certificate is green, so look for other causes: few trades, a short window, survivorship.`,
  );
});
