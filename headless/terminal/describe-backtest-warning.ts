import type { BacktestWarning, CeilingWarning } from '#contract/backtest.ts';
import { formatCount, formatDate, formatPercent } from './format.ts';

/** A sentence about what in a result should make one doubt. */
export function describeBacktestWarning(warning: BacktestWarning): string {
  switch (warning.kind) {
    case 'ceiling':
      return describeCeiling(warning);
    case 'ruin':
      return `A short position in ${warning.symbol} took all of its capital on ${formatDate(warning.time)}; a broker would ask for more.`;
    case 'few-trades':
      return `${formatCount(warning.trades)} closed ${warning.trades === 1 ? 'trade says' : 'trades say'} little; ${warning.needed} would be a beginning.`;
    case 'short-span':
      return `The span is ${formatCount(warning.days)} ${warning.days === 1 ? 'day' : 'days'}, less than a year: growth is not annualised, and the annualised ratios rest on that much alone.`;
  }
}

/** A result that looks too good to be true, and where to look for the cause. */
function describeCeiling({ of, value, ceiling, certified }: CeilingWarning): string {
  const verdict =
    certified === null
      ? 'look for causes other than skill: few trades, a short window, errors in the prices, survivorship'
      : certified
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
