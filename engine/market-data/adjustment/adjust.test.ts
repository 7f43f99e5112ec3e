import { describe, expect, it } from 'vitest';
import { adjustBars } from './adjust.ts';

describe('adjustBars', () => {
  it('turns a 2-for-1 split and a dividend into total returns', () => {
    // By hand: day 0 closes at 100; day 1 opens on the new scale after 2 for 1 and closes at 55 (+10 %);
    // day 2 goes ex a dividend of 5.50, a tenth of the last close, and closes at 49.50 (0 % with the dividend).
    // Factors: day 2: 1; day 1: 1 - 5.5 / 55 = 0.9; day 0: 0.9 / 2 = 0.45.
    const adjusted = adjustBars({
      time: Float64Array.of(0, 1, 2),
      open: Float64Array.of(98, 50, 50),
      high: Float64Array.of(101, 56, 50.5),
      low: Float64Array.of(97, 49, 49),
      close: Float64Array.of(100, 55, 49.5),
      volume: Float64Array.of(1000, 2100, 2000),
      priceFactor: Float64Array.of(0.45, 0.9, 1),
      volumeFactor: Float64Array.of(2, 1, 1),
    });
    expect(adjusted.close[0]).toBeCloseTo(45, 12);
    expect(adjusted.close[1]).toBeCloseTo(49.5, 12);
    expect(adjusted.close[1]! / adjusted.close[0]! - 1).toBeCloseTo(0.1, 12);
    expect(adjusted.close[2]! / adjusted.close[1]! - 1).toBeCloseTo(0, 12);
    expect(adjusted.open[0]).toBeCloseTo(44.1, 12);
    expect(adjusted.high[1]).toBeCloseTo(50.4, 12);
    expect(adjusted.low[2]).toBe(49);
    expect([...adjusted.volume]).toEqual([2000, 2100, 2000]);
    expect([...adjusted.time]).toEqual([0, 1, 2]);
  });
});
