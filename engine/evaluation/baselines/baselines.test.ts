import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driftReturn } from './drift.ts';
import { historicalVolatilityQuantiles } from './historical-volatility.ts';
import { baselines } from './registry.ts';

describe('every baseline', () => {
  const prices = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 4, maxLength: 90 });

  it('has a name of its own', () => {
    expect(new Set(baselines.map((b) => b.name)).size).toBe(baselines.length);
  });

  it('uses no close after t', () => {
    fc.assert(
      fc.property(prices, fc.nat(), fc.integer({ min: 1, max: 20 }), (closes, at, horizonBars) => {
        const t = 2 + (at % (closes.length - 2));
        const whole = Float64Array.from(closes);
        const past = whole.slice(0, t + 1);
        const otherFuture = whole.map((price, i) => (i > t ? 1 / price : price));
        const answers = (history: Float64Array): unknown => [
          ...baselines.map((baseline) => baseline.predictUp(history, t, horizonBars)),
          driftReturn(history, t, horizonBars),
          historicalVolatilityQuantiles(history, t, horizonBars, [0.1, 0.5, 0.9]),
        ];
        expect(answers(past)).toEqual(answers(whole));
        expect(answers(otherFuture)).toEqual(answers(whole));
      }),
      { seed: 3 },
    );
  });
});
