import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thinValues } from './thin-values.ts';

describe('thinValues', () => {
  it('keeps all where there is room', () => {
    expect(thinValues([3, 1, 2], 3)).toEqual([0, 1, 2]);
    expect(thinValues([], 2)).toEqual([]);
  });

  it('keeps the lowest and the highest of each stretch, once where they are one', () => {
    expect(thinValues([1, 9, 5, 2, 7, 7], 4)).toEqual([0, 1, 3, 4]);
    expect(thinValues([4, 4, 4, 4], 2)).toEqual([0]);
  });

  it('loses no extreme, keeps the order and the limit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 2, max: 50 }),
        (value, most) => {
          const kept = thinValues(value, most);
          expect(kept.length).toBeLessThanOrEqual(most);
          expect([...new Set(kept)].sort((a, b) => a - b)).toEqual(kept);
          const shown = kept.map((i) => value[i]!);
          expect(Math.min(...shown)).toBe(Math.min(...value));
          expect(Math.max(...shown)).toBe(Math.max(...value));
        },
      ),
    );
  });
});
