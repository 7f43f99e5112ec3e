import { describe, expect, it } from 'vitest';
import type { RowAction } from '../collected-rows.ts';
import { placeActions } from './place-actions.ts';

const DAY = 86_400_000;
const days = (...list: readonly number[]): Float64Array => Float64Array.from(list, (day) => day * DAY);

/** [day, dividend, split] */
const placed = (actions: readonly RowAction[], rows: Float64Array, bars: Float64Array): number[][] => {
  const { time, dividend, split } = placeActions(actions, rows, bars);
  return Array.from(time, (at, i) => [at / DAY, dividend[i]!, split[i]!]);
};
const action = (index: number, dividend: number, split: number, printed = NaN): RowAction => ({
  index,
  printed,
  dividend,
  split,
});

describe('placeActions', () => {
  it('puts the action of a row at its bar, in order of time whatever the order of the rows', () => {
    const rows = days(3, 2, 1);
    expect(placed([action(0, 0, 4), action(2, 1, 1), action(1, 0.5, 2)], rows, days(1, 2, 3))).toEqual([
      [1, 1, 1],
      [2, 0.5, 2],
      [3, 0, 4],
    ]);
  });

  it('puts that of a refused row at the next bar', () => {
    expect(placed([action(-1, 0, 4, 2 * DAY + 1)], days(1, 3), days(1, 3))).toEqual([[3, 0, 4]]);
  });

  it('takes two rows of one day for one action, the first', () => {
    expect(placed([action(0, 1, 1), action(1, 2, 1)], days(2, 2), days(1, 2))).toEqual([[2, 1, 1]]);
  });

  it('adds up actions of several days that meet at one bar, on the scale of the bar before', () => {
    // A share becomes two on day 2, which has no bar; on day 3 each of them pays 1.
    expect(placed([action(0, 1, 1), action(-1, 0, 2, 2 * DAY)], days(3), days(1, 3))).toEqual([[3, 2, 2]]);
    expect(placed([action(-1, 1, 1, 2 * DAY), action(0, 0, 2)], days(3), days(1, 3))).toEqual([[3, 1, 2]]);
  });

  it('leaves out what lies outside of the bars or has no time', () => {
    const rows = days(0, 9).map((time, i) => (i === 2 ? NaN : time));
    expect(placed([action(0, 1, 1), action(1, 1, 1), action(-1, 1, 1)], rows, days(1, 5))).toEqual([]);
    expect(placed([], days(1), days(1))).toEqual([]);
  });
});
