import { describe, expect, it } from 'vitest';
import { alter, walk } from '../history.test-data.ts';
import { checkZeroVolume } from './zero-volume.ts';

const without = (count: number) =>
  alter(walk(100), ({ volume }) => {
    volume.fill(0, 0, count);
  });

describe('zero-volume', () => {
  it('is info up to 5 % of the bars and amber above', () => {
    expect(checkZeroVolume(without(0))).toEqual([]);
    expect(checkZeroVolume(without(5))).toMatchObject([{ severity: 'info', count: 5 }]);
    expect(checkZeroVolume(without(6))).toMatchObject([{ severity: 'amber', count: 6 }]);
  });

  it('lists a history without any volume once', () => {
    expect(checkZeroVolume(without(100))).toMatchObject([{ severity: 'info', count: 1 }]);
  });
});
