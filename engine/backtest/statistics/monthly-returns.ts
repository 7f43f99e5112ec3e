import type { MonthlyReturn } from '#contract/backtest.ts';

/**
 * Return of each calendar month (UTC) in which there is a bar: the last equity of the month / that of the month before - 1;
 * the first is on the initial capital, one on nothing is 0. The first and the last month may be parts of months.
 * `time`, `strategy`, `buyAndHold` [bars].
 */
export function monthlyReturns(
  initialCapital: number,
  time: Float64Array,
  strategy: Float64Array,
  buyAndHold: Float64Array,
): MonthlyReturn[] {
  const months: MonthlyReturn[] = [];
  const change = (value: number, before: number): number => (before > 0 ? value / before - 1 : 0);
  let [ours, theirs] = [initialCapital, initialCapital];
  let t = 0;
  while (t < time.length) {
    const start = new Date(time[t]!);
    const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
    const end = Date.UTC(year, month + 1, 1);
    while (t + 1 < time.length && time[t + 1]! < end) t++;
    months.push({
      year,
      month: month + 1,
      strategy: change(strategy[t]!, ours),
      buyAndHold: change(buyAndHold[t]!, theirs),
    });
    [ours, theirs] = [strategy[t]!, buyAndHold[t]!];
    t++;
  }
  return months;
}
