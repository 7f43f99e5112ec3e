import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSplit, findEmptyParts, moveBorder } from './split-picture.ts';

const split = { train: 0.6, validation: 0.15, calibration: 0.1, embargoBars: 5 };

describe('the picture of the split', () => {
  it('shows purge before and embargo after each border', () => {
    expect(drawSplit(1000, split, 14).map(({ kind, bars }) => [kind, bars])).toEqual([
      ['train', 586],
      ['purge', 14],
      ['embargo', 5],
      ['validation', 131],
      ['purge', 14],
      ['embargo', 5],
      ['calibration', 81],
      ['purge', 14],
      ['embargo', 5],
      ['test', 145],
    ]);
  });

  it('has neither holes nor overlaps, however short the data', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 400 }),
        fc.nat(300),
        (bars, horizon, embargoBars) => {
          const stretches = drawSplit(bars, { ...split, embargoBars }, horizon);
          expect(stretches[0]!.from).toBe(0);
          expect(stretches.at(-1)!.to).toBe(1);
          stretches.slice(1).forEach(({ from }, i) => {
            expect(from).toBe(stretches[i]!.to);
          });
        },
      ),
    );
  });

  it('names the parts that nothing is left of', () => {
    expect(findEmptyParts(1000, split, 14)).toEqual([]);
    expect(findEmptyParts(150, split, 14)).toEqual(['calibration']);
  });

  it('moves a border between its neighbours and no further', () => {
    expect(moveBorder(split, 0, 0.5)).toEqual({ ...split, train: 0.5, validation: 0.25 });
    expect(moveBorder(split, 1, 0.8)).toEqual({ ...split, validation: 0.2, calibration: 0.05 });
    expect(moveBorder(split, 2, 1)).toEqual({ ...split, calibration: 0.2 });
    expect(moveBorder(split, 0, -1)).toEqual({ ...split, train: 0.05, validation: 0.7 });
  });
});
