import type { BacktestCurves, BacktestResult, BacktestSummary } from '#contract/backtest.ts';

const SPARKLINE_POINTS = 60;

/** Settings and numbers of a backtest, without what is as long as its history. */
export function shorten(result: BacktestResult): BacktestSummary {
  const { equity, initialCapital } = result;
  const last = equity.strategy.length - 1;
  const count = Math.min(SPARKLINE_POINTS, last + 1);
  const sparkline = Array.from(
    { length: count },
    (_, k) => equity.strategy[count === 1 ? last : Math.round((k * last) / (count - 1))]! / initialCapital,
  );
  const long: ReadonlySet<string> = new Set(['equity', 'months', 'trades']);
  const short = Object.fromEntries(Object.entries(result).filter(([name]) => !long.has(name)));
  return { ...(short as Omit<BacktestResult, 'equity' | 'months' | 'trades'>), sparkline };
}

/**
 * The curves at no more than about `points` of their times: the first, and of each stretch of as many bars the last and
 * that of the deepest drawdown, so that what was gained and what was lost at worst are as they were. All columns keep the
 * same times.
 */
export function thinCurves(curves: BacktestCurves, points: number): BacktestCurves {
  const { time, drawdown } = curves;
  if (time.length <= points) return curves;
  const stretch = Math.ceil(time.length / ((points - 1) / 2));
  const kept = [0];
  for (let from = 1; from < time.length; from += stretch) {
    const end = Math.min(from + stretch, time.length);
    let deepest = from;
    for (let t = from; t < end; t++) if (drawdown[t]! < drawdown[deepest]!) deepest = t;
    if (deepest < end - 1) kept.push(deepest);
    kept.push(end - 1);
  }
  const pick = (column: readonly number[]): number[] => kept.map((t) => column[t]!);
  return {
    time: pick(time),
    strategy: pick(curves.strategy),
    buyAndHold: pick(curves.buyAndHold),
    drawdown: pick(drawdown),
    position: pick(curves.position),
  };
}
