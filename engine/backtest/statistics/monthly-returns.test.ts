import { expect, it } from 'vitest';
import { monthlyReturns } from './monthly-returns.ts';

it('compares the ends of months, the first with the capital', () => {
  const time = Float64Array.of(
    Date.UTC(2019, 10, 29),
    Date.UTC(2019, 10, 30, 23, 59),
    Date.UTC(2019, 11, 1),
    Date.UTC(2019, 11, 31),
    Date.UTC(2020, 1, 3),
  );
  // January 2020 has no bar.
  expect(monthlyReturns(100, time, Float64Array.of(90, 110, 1, 55, 66), Float64Array.of(1, 200, 1, 0, 0))).toEqual([
    { year: 2019, month: 11, strategy: expect.closeTo(0.1, 12) as number, buyAndHold: 1 },
    { year: 2019, month: 12, strategy: -0.5, buyAndHold: -1 },
    { year: 2020, month: 2, strategy: expect.closeTo(0.2, 12) as number, buyAndHold: 0 },
  ]);
});
