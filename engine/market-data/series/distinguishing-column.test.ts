import { describe, expect, it } from 'vitest';
import { findDistinguishingColumn } from './distinguishing-column.ts';

const column = (name: string, ...value: readonly number[]) => ({ name, value: Float64Array.from(value) });
const time = Float64Array.of(1, 1, 2, 2, 3, 3);
const order = [0, 1, 2, 3, 4, 5];

describe('findDistinguishingColumn', () => {
  it.each([
    ['one that is different within each date', [column('a', 0, 1, 1, 0, 0, 1)], 'a'],
    ['of two the one with fewer values', [column('b', 0, 1, 2, 1, 0, 1), column('a', 0, 1, 1, 0, 0, 1)], 'a'],
    ['none that repeats within a date', [column('a', 0, 1, 1, 1, 0, 1)], undefined],
    ['none that is the same everywhere', [column('a', 0, 0, 0, 0, 0, 0)], undefined],
    ['none that is different in each row', [column('a', 0, 1, 2, 3, 4, 5)], undefined],
  ])('%s', (_, columns, name) => {
    expect(findDistinguishingColumn(columns, time, order)?.name).toBe(name);
  });
});
