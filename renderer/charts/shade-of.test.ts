import { describe, expect, it } from 'vitest';
import { shadeOf } from './shade-of.ts';

describe('a shade', () => {
  it.each([
    [-10, [-20, 20], 'diverging', 'fall', 50],
    [20, [-20, 20], 'diverging', 'rise', 100],
    [0, [-20, 20], 'diverging', 'rise', 0],
    [0, [0, 0], 'diverging', 'rise', 0],
    [3, [2, 4], 'sequential', 'more', 50],
    [2, [2, 2], 'sequential', 'more', 50],
  ] as const)('of %d in %j, %s, is %s %d', (value, range, scale, side, percent) => {
    expect(shadeOf(value, range, scale)).toEqual({ side, percent });
  });
});
