import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { actionsAt, alter, scalePrices, walk } from '../history.test-data.ts';

const reds = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ severity }) => severity === 'red');

describe('unadjusted-split', () => {
  it.each([
    [2, true],
    [3, true],
    [20, true],
    [1 / 20, true],
    [1 / 100, true],
    [1.5, false],
  ])('finds a split of %d for 1 on the day on which it happened', (split, repairable) => {
    const history = alter(walk(300), (bars) => {
      scalePrices(bars, 0, 150, split, true);
    });
    expect(reds(history)).toMatchObject([
      { check: 'unadjusted-split', count: 1, times: [history.bars.time[150]], repairable },
    ]);
  });

  it('finds nothing where the factors take the split into account', () => {
    const sound = alter(walk(300), (bars) => {
      scalePrices(bars, 0, 150, 1 / 20, true);
      bars.priceFactor.fill(20, 0, 150);
      bars.volumeFactor.fill(1 / 20, 0, 150);
    });
    expect(reds({ ...sound, actions: actionsAt(sound, [{ t: 150, split: 1 / 20 }]) })).toEqual([]);
  });

  it('does not take a crash for a split: a gap to exactly a half with ten times the volume', () => {
    const history = alter(walk(300), (bars) => {
      scalePrices(bars, 150, 300, 0.5);
      bars.volume[150]! *= 10;
    });
    expect(reds(history)).toEqual([]);
  });

  it('does not take a fall during the session for a split', () => {
    const history = alter(walk(300), (bars) => {
      scalePrices(bars, 151, 300, 0.5, true);
      bars.close[150]! *= 0.5;
      bars.low[150]! *= 0.5;
    });
    expect(reds(history)).toEqual([]);
  });

  it('finds a ratio between two whole ones among large moves, but takes neither for granted', () => {
    const history = alter(walk(300), (bars) => {
      // Cubes have three times the log returns.
      for (const column of [bars.open, bars.high, bars.low, bars.close]) {
        column.forEach((value, t) => (column[t] = value ** 3 / 2500));
      }
      const gap = bars.open[150]! / bars.close[149]!;
      scalePrices(bars, 0, 150, gap / 6.4, true);
    });
    expect(reds(history)).toMatchObject([{ check: 'unadjusted-split', repairable: false }]);
  });
});
