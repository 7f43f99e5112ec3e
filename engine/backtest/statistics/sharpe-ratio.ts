import type { ReturnMoments } from './return-moments.ts';

/**
 * Sharpe ratio of one period, risk-free rate 0: mean / standard deviation (n - 1) of the returns; null where they do not
 * vary. Times sqrt(periods in a year) it is annualised, which assumes returns that do not depend on each other (Lo 2002,
 * Financial Analysts Journal 58, 36-52). Source: Sharpe 1994, Journal of Portfolio Management 21, 49-58.
 */
export function sharpeRatio({ mean, deviation }: ReturnMoments): number | null {
  return deviation > 0 ? mean / deviation : null;
}
