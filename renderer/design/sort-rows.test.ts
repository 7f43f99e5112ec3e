import { describe, expect, it } from 'vitest';
import { nextSorting, sortRows } from './sort-rows.ts';

const rows = [
  { name: 'b2', size: 3 },
  { name: 'b10', size: null },
  { name: 'a', size: 3 },
  { name: 'C', size: -1 },
];
const valueOf = (row: (typeof rows)[number], key: 'name' | 'size'): string | number | null => row[key];
const names = (sorting: Parameters<typeof sortRows<(typeof rows)[number], 'name' | 'size'>>[1]): string[] =>
  sortRows(rows, sorting, valueOf).map(({ name }) => name);

describe('sortRows', () => {
  it('leaves rows as they are, or sorts texts with their numbers as people read them', () => {
    expect(names(null)).toEqual(['b2', 'b10', 'a', 'C']);
    expect(names({ key: 'name', isDescending: false })).toEqual(['a', 'b2', 'b10', 'C']);
    expect(names({ key: 'name', isDescending: true })).toEqual(['C', 'b10', 'b2', 'a']);
  });

  it('keeps the order of equals, and has what has no value last', () => {
    expect(names({ key: 'size', isDescending: false })).toEqual(['C', 'b2', 'a', 'b10']);
    expect(names({ key: 'size', isDescending: true })).toEqual(['b2', 'a', 'C', 'b10']);
  });
});

it('a heading sorts up, down, and no more', () => {
  const up = nextSorting(null, 'name');
  expect(up).toEqual({ key: 'name', isDescending: false });
  expect(nextSorting(up, 'name')).toEqual({ key: 'name', isDescending: true });
  expect(nextSorting({ key: 'name', isDescending: true }, 'name')).toBeNull();
  expect(nextSorting(up, 'size')).toEqual({ key: 'size', isDescending: false });
});
