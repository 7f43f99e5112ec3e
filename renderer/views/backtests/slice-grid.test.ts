import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sliceGrid, valuesAt } from './slice-grid.ts';

const axes = [
  { parameter: 'a', values: [1, 2] },
  { parameter: 'b', values: [10, 20, 30] },
  { parameter: 'c', values: [100, 200, 300, 400] },
];
/** Each cell says which it is. */
const sharpe = Array.from({ length: 24 }, (_, cell) => (cell === 5 ? null : cell));
const cells = { sharpe, totalReturn: sharpe, maxDrawdown: sharpe, trades: sharpe };

it('a slice has the cells of its two axes where the others are held', () => {
  // a × c at b = 30: the places 8..11 and 20..23.
  const slice = sliceGrid({ axes, cells }, 'sharpe', 2, 0, [0, 2, 0]);
  expect(slice.rows).toEqual([1, 2]);
  expect(slice.columns).toEqual([100, 200, 300, 400]);
  expect(slice.values).toEqual([
    [8, 9, 10, 11],
    [20, 21, 22, 23],
  ]);
  expect(sliceGrid({ axes, cells }, 'sharpe', 1, 2, [0, 0, 0]).values[1]).toEqual([1, null, 9]);
  expect(sliceGrid({ axes: axes.slice(1, 2), cells }, 'sharpe', 0, null, []).values).toEqual([[0, 1, 2]]);
});

it('every cell of a slice has the values of its row and its column', () => {
  fc.assert(
    fc.property(
      fc.constantFrom([0, 1], [1, 0], [2, 1], [0, 2]),
      fc.nat(1),
      fc.nat(2),
      fc.nat(3),
      ([across, down], a, b, c) => {
        const fixed = [a, b, c];
        const slice = sliceGrid({ axes, cells }, 'trades', across, down, fixed);
        slice.cells.forEach((row, r) => {
          row.forEach((cell, col) => {
            const values = valuesAt(axes, cell);
            expect(values[across]).toBe(slice.columns[col]);
            expect(values[down]).toBe(slice.rows[r]);
            const other = 3 - across - down;
            expect(values[other]).toBe(axes[other]!.values[fixed[other]!]);
          });
        });
      },
    ),
  );
});
