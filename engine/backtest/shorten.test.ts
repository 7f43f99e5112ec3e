import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BacktestCurves, BacktestResult } from '#contract/backtest.ts';
import { shorten, thinCurves } from './shorten.ts';

function curvesOf(strategy: readonly number[]): BacktestCurves {
  let peak = 1;
  const drawdown = strategy.map((value) => value / (peak = Math.max(peak, value)) - 1);
  const time = strategy.map((_, t) => t);
  return { time, strategy, buyAndHold: time, drawdown, position: time };
}

describe('thinCurves', () => {
  it('keeps the ends and the deepest drawdown, in order, at no more points than asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 10, max: 500 }),
        (strategy, points) => {
          const curves = curvesOf(strategy);
          const thin = thinCurves(curves, points);
          expect(thin.time.length).toBeLessThanOrEqual(points);
          expect(thin.time[0]).toBe(0);
          expect(thin.time.at(-1)).toBe(strategy.length - 1);
          expect(Math.min(...thin.drawdown)).toBe(Math.min(...curves.drawdown));
          expect(thin.time).toEqual([...new Set(thin.time)].sort((a, b) => a - b));
          expect(thin.strategy).toEqual(thin.time.map((t) => strategy[t]));
        },
      ),
    );
  });

  it('leaves short curves as they are', () => {
    const curves = curvesOf([1, 2, 3]);
    expect(thinCurves(curves, 10)).toBe(curves);
    expect(thinCurves(curves, Infinity)).toBe(curves);
  });
});

describe('shorten', () => {
  it('leaves out what is long, and keeps the way of the equity from the first bar to the last', () => {
    const result: unknown = {
      equity: curvesOf(Array.from({ length: 1000 }, (_, t) => 100 + t)),
      months: [],
      trades: [],
      initialCapital: 100,
      symbols: ['A'],
    };
    const { sparkline, ...rest } = shorten(result as BacktestResult);
    expect(rest).toEqual({ initialCapital: 100, symbols: ['A'] });
    expect(sparkline).toHaveLength(60);
    expect([sparkline[0], sparkline.at(-1)]).toEqual([1, 10.99]);
    const one: unknown = { equity: curvesOf([50]), months: [], trades: [], initialCapital: 100 };
    expect(shorten(one as BacktestResult).sparkline).toEqual([0.5]);
  });
});
