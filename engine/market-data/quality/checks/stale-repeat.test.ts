import { describe, expect, it } from 'vitest';
import { alter, walk } from '../history.test-data.ts';
import { checkStaleRepeat } from './stale-repeat.ts';

/** Bars first..end-1 at one price. */
const flat = (first: number, end: number, volume: number | null) =>
  alter(walk(100), (bars) => {
    for (const column of [bars.open, bars.high, bars.low, bars.close]) column.fill(42, first, end);
    if (volume !== null) bars.volume.fill(volume, first, end);
  });

describe('stale-repeat', () => {
  it('is content with a walk', () => {
    expect(checkStaleRepeat(walk(500))).toEqual([]);
  });

  it('finds 5 bars at one price despite volume, not 4', () => {
    expect(checkStaleRepeat(flat(20, 24, null))).toEqual([]);
    const history = flat(20, 25, null);
    expect(checkStaleRepeat(history)).toMatchObject([{ severity: 'amber', count: 1, times: [history.bars.time[20]] }]);
  });

  it('finds 10 bars at one price without volume, not 9, also at the end', () => {
    expect(checkStaleRepeat(flat(91, 100, 0))).toEqual([]);
    expect(checkStaleRepeat(flat(90, 100, 0))).toMatchObject([{ count: 1 }]);
  });

  it('finds 3 copies of a bar, but not of its prices alone', () => {
    const copy = (withVolume: boolean) =>
      alter(walk(100), ({ open, high, low, close, volume }) => {
        const columns = withVolume ? [open, high, low, close, volume] : [open, high, low, close];
        for (const column of columns) column.fill(column[40]!, 40, 43);
      });
    expect(checkStaleRepeat(copy(true))).toMatchObject([{ count: 1 }]);
    expect(checkStaleRepeat(copy(false))).toEqual([]);
  });
});
