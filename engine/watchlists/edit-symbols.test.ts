import { expect, it } from 'vitest';
import { addSymbols, moveSymbols, takeSymbols } from './edit-symbols.ts';

const list = ['A', 'B', 'C', 'D'];

it('adds each symbol once, before another one or at the end', () => {
  expect(addSymbols(list, ['X', 'B', 'Y', 'X'])).toEqual(['A', 'B', 'C', 'D', 'X', 'Y']);
  expect(addSymbols(list, ['X', 'Y'], 'B')).toEqual(['A', 'X', 'Y', 'B', 'C', 'D']);
  expect(addSymbols(list, ['X'], 'GONE')).toEqual(['A', 'B', 'C', 'D', 'X']);
});

it('takes symbols out', () => {
  expect(takeSymbols(list, ['B', 'GONE', 'D'])).toEqual(['A', 'C']);
});

it('moves symbols in their order in the list, whatever order they are named in', () => {
  expect(moveSymbols(list, ['D', 'B'], 'A')).toEqual(['B', 'D', 'A', 'C']);
  expect(moveSymbols(list, ['A'])).toEqual(['B', 'C', 'D', 'A']);
  expect(moveSymbols(list, ['A', 'GONE'], 'D')).toEqual(['B', 'C', 'A', 'D']);
  // Dropped onto one of themselves: they stay together there.
  expect(moveSymbols(list, ['B', 'D'], 'B')).toEqual(['A', 'B', 'D', 'C']);
  expect(moveSymbols(list, ['C', 'D'], 'D')).toEqual(list);
});
