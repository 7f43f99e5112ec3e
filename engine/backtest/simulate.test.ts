import type { Bars } from '#contract/bars.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buyAndHold, simulate, type SimulationInput } from './simulate.ts';

/** Bars whose open is their close. */
function barsAt(times: readonly number[], prices: readonly number[]): Bars {
  const close = Float64Array.from(prices);
  return { time: Float64Array.from(times), open: close, high: close, low: close, close, volume: close };
}

const costs = { feeBasisPoints: 0, slippageBasisPoints: 0 };

describe('simulate', () => {
  it('sums sleeves over the union of their calendars', () => {
    // A: 50 at 5 from time 1. B: 50 at 1 from time 3; before that its cash of 50, and over time 4 its last close.
    // Times 1 2 3 4 5: A 50, 60, (60), 70, (70); B 50, 50, 50, (50), 150.
    const { time, equity, trades } = simulate({
      instruments: [
        { symbol: 'A', bars: barsAt([1, 2, 4], [5, 6, 7]) },
        { symbol: 'B', bars: barsAt([3, 5], [1, 3]) },
      ],
      costs,
      initialCapital: 100,
      strategy: buyAndHold,
    });
    expect(time).toEqual([1, 2, 3, 4, 5]);
    expect(Array.from(equity)).toEqual([100, 110, 110, 120, 220]);
    expect(trades.map((t) => [t.symbol, t.entryTime, t.quantity])).toEqual([
      ['A', 1, 10],
      ['B', 3, 50],
    ]);
  });

  it('leaves the sleeve of an instrument without bars in cash', () => {
    const instruments = [
      { symbol: 'A', bars: barsAt([1, 2], [5, 10]) },
      { symbol: 'B', bars: barsAt([], []) },
    ];
    const { equity } = simulate({ instruments, costs, initialCapital: 100, strategy: buyAndHold });
    expect(Array.from(equity)).toEqual([100, 150]);
  });

  it('keeps the capital of a strategy that stays flat, whatever the prices and costs', () => {
    const price = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    const instrument = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 20 }).chain((times) =>
      fc.array(price, { minLength: times.length, maxLength: times.length }).map((prices) => ({
        symbol: 'A',
        bars: barsAt(
          times.toSorted((a, b) => a - b),
          prices,
        ),
      })),
    );
    fc.assert(
      fc.property(fc.array(instrument, { minLength: 1, maxLength: 4 }), (instruments) => {
        const input: SimulationInput = {
          instruments,
          costs: { feeBasisPoints: 100, slippageBasisPoints: 100 },
          initialCapital: 1024,
          strategy: { ordersBefore: false, decide: () => false },
        };
        const { equity, trades } = simulate(input);
        expect(trades).toEqual([]);
        for (const value of equity) expect(value).toBeCloseTo(1024, 9);
      }),
      { seed: 15 },
    );
  });
});
