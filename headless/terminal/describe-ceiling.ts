import type { CeilingWarning } from '#contract/backtest.ts';
import { formatPercent } from './format.ts';

/** A sentence about a result that looks too good to be true, and where to look for the cause. */
export function describeCeiling({ of, value, ceiling, certified }: CeilingWarning): string {
  const verdict = certified
    ? 'the leak certificate is green, so look for other causes: few trades, a short window, survivorship'
    : 'suspect a leak, for the leak certificate is red';
  switch (of) {
    case 'sharpe':
      return `A Sharpe ratio of ${value.toFixed(1)} is above ${ceiling}: ${verdict}.`;
    case 'hit-rate':
      return `A hit rate of ${formatPercent(value)} at a horizon of one bar is above ${formatPercent(ceiling, 0)}: ${verdict}.`;
    case 'cagr':
      return `A growth of ${formatPercent(value, 0)} a year is above ${formatPercent(ceiling, 0)}: ${verdict}.`;
  }
}
