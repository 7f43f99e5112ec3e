import { expect, it } from 'vitest';
import { inventHistory } from '../invented-history.test-data.ts';
import { computeMacdLine, macdFeature } from './macd.ts';

it('follows the formula by hand: EMA 2 minus EMA 3 on 3, 6, 9, 3', () => {
  // Seeds at 2: mean(6, 9) = 7.5 and mean(3, 6, 9) = 6 → 1.5.
  // At 3: 7.5 + 2/3 * (3 - 7.5) = 4.5 and 6 + 1/2 * (3 - 6) = 4.5 → 0.
  const line = computeMacdLine(Float64Array.of(3, 6, 9, 3), 2, 3);
  expect(Array.from(line)).toEqual([NaN, NaN, expect.closeTo(1.5, 12), expect.closeTo(0, 12)]);
});

it('is the line as a fraction of the close, so the unit of the price does not matter', () => {
  const { bars } = inventHistory(1, 200);
  const cents = { ...bars, close: bars.close.map((price) => 100 * price) };
  const ours = macdFeature.compute({ bars }, macdFeature.defaults);
  const line = computeMacdLine(bars.close, 12, 26);
  macdFeature.compute({ bars: cents }, macdFeature.defaults).forEach((value, t) => {
    if (t < 25) expect(value).toBeNaN();
    else {
      expect(value).toBeCloseTo(ours[t]!, 12);
      expect(ours[t]).toBe(line[t]! / bars.close[t]!);
    }
  });
});

it('takes the lengths in any order: the other way round it changes its sign', () => {
  const { bars } = inventHistory(2, 120);
  const usual = computeMacdLine(bars.close, 12, 26);
  computeMacdLine(bars.close, 26, 12).forEach((value, t) => {
    if (t < 25) expect(value).toBeNaN();
    else expect(value).toBeCloseTo(-usual[t]!, 12);
  });
  const swapped = { fastBars: 26, slowBars: 12 };
  expect(macdFeature.warmupBars(swapped)).toBe(macdFeature.warmupBars(macdFeature.defaults));
});

it('has no value where the history is shorter than the slow average', () => {
  expect(Array.from(computeMacdLine(Float64Array.of(1, 2), 2, 3))).toEqual([NaN, NaN]);
});
