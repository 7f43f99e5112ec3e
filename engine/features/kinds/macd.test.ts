import { describe, expect, it } from 'vitest';
import { inventHistory } from '../invented-history.test-data.ts';
import { columnsOf, defaultsOf } from './feature-columns.test-data.ts';
import { macdFeature } from './macd.ts';

const close = (value: number): number => expect.closeTo(value, 12) as number;

it('follows the formula by hand: EMA 2 minus EMA 3 on 3, 6, 9, 3, and the EMA 2 of that, over the close', () => {
  // Seeds at 2: mean(6, 9) = 7.5 and mean(3, 6, 9) = 6 → 1.5.
  // At 3: 7.5 + 2/3 * (3 - 7.5) = 4.5 and 6 + 1/2 * (3 - 6) = 4.5 → 0; the signal is seeded with mean(1.5, 0).
  const columns = columnsOf(macdFeature, { close: [3, 6, 9, 3] }, { fastBars: 2, slowBars: 3, signalBars: 2 });
  expect(columns).toEqual({
    line: [NaN, NaN, close(1.5 / 9), close(0)],
    signal: [NaN, NaN, NaN, close(0.75 / 3)],
    histogram: [NaN, NaN, NaN, close(-0.75 / 3)],
  });
});

describe('on an invented history', () => {
  const { bars } = inventHistory(2, 120);

  it('is a fraction of the close, so the unit of the price does not matter', () => {
    const { line } = columnsOf(macdFeature, bars);
    const cents = columnsOf(macdFeature, { close: bars.close.map((price) => 100 * price) });
    cents['line']!.forEach((value, t) => {
      if (t < 25) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(line![t]!, 12);
    });
  });

  it('takes the lengths in any order: the other way round it changes its sign', () => {
    const { line } = columnsOf(macdFeature, bars);
    const swapped = { fastBars: 26, slowBars: 12 };
    columnsOf(macdFeature, bars, swapped)['line']!.forEach((value, t) => {
      if (t < 25) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(-line![t]!, 12);
    });
    const defaults = defaultsOf(macdFeature);
    const { columns } = macdFeature;
    expect(macdFeature.warmupBars({ ...defaults, ...swapped }, columns)).toBe(
      macdFeature.warmupBars(defaults, columns),
    );
    expect(macdFeature.warmupBars(defaults, ['line'])).toBeLessThan(macdFeature.warmupBars(defaults, columns));
  });
});

it('has no value where the history is shorter than the slow average', () => {
  expect(columnsOf(macdFeature, { close: [1, 2] }, { fastBars: 2, slowBars: 3 })['line']).toEqual([NaN, NaN]);
});
