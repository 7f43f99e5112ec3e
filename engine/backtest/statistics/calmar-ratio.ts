/**
 * Calmar ratio: compound annual growth rate / maximum drawdown, over the whole span; null where there is no growth rate
 * (less than a year) or no drawdown. Source: Young 1991, "Calmar ratio: a smoother tool", Futures 20(1).
 */
export function calmarRatio(cagr: number | null, maxDrawdown: number): number | null {
  return cagr === null || maxDrawdown === 0 ? null : cagr / maxDrawdown;
}
