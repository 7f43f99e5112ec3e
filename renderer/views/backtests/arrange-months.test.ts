import { expect, it } from 'vitest';
import { arrangeMonths } from './arrange-months.ts';

it('years have twelve places and what their months come to; a year without any is there, and empty', () => {
  const table = arrangeMonths([
    { year: 2023, month: 11, strategy: 0.1, buyAndHold: 0 },
    { year: 2023, month: 12, strategy: -0.1, buyAndHold: 0.5 },
    { year: 2025, month: 1, strategy: 0.02, buyAndHold: 0.01 },
  ]);
  expect(table.years).toEqual([2023, 2024, 2025]);
  expect(table.strategy[0]).toEqual([...new Array<null>(10).fill(null), 0.1, -0.1]);
  expect(table.strategy[1]).toEqual(new Array<null>(12).fill(null));
  expect(table.yearly[0]).toBeCloseTo(-0.01, 12);
  expect(table.yearlyHeld[0]).toBeCloseTo(0.5, 12);
  expect(table.yearly.slice(1)).toEqual([null, expect.closeTo(0.02, 12)]);
  expect(arrangeMonths([]).years).toEqual([]);
});
