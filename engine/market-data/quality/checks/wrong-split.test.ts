import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { actionsAt, alter, scalePrices, walk } from '../history.test-data.ts';
import { viewHistory } from '../history-view.ts';
import { findSplitErrors } from './wrong-split.ts';

const reds = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ severity }) => severity === 'red');

describe('wrong-split', () => {
  const plain = walk(300);
  const split = actionsAt(plain, [{ t: 150, split: 5 }]);

  it('is content with a split that prices follow, by the file or by the factors', () => {
    expect(reds({ ...plain, actions: split })).toEqual([]);
    const raw = alter(plain, (bars) => {
      scalePrices(bars, 0, 150, 5, true);
      bars.priceFactor.fill(1 / 5, 0, 150);
      bars.volumeFactor.fill(5, 0, 150);
    });
    expect(reds({ ...raw, actions: split })).toEqual([]);
  });

  it('finds a split that was left out', () => {
    const history = alter(plain, (bars) => {
      scalePrices(bars, 0, 150, 5, true);
    });
    expect(reds({ ...history, actions: split })).toMatchObject([
      { check: 'wrong-split', repairable: true, times: [plain.bars.time[150]] },
    ]);
  });

  it('finds a split that was applied twice', () => {
    const history = alter(plain, (bars) => bars.priceFactor.fill(1 / 5, 0, 150));
    expect(reds({ ...history, actions: split })).toMatchObject([{ check: 'wrong-split', repairable: true }]);
  });

  it('finds rows before the split that were left out, and a block that got it twice', () => {
    const part = alter(plain, (bars) => {
      scalePrices(bars, 0, 148, 5, true);
    });
    expect(reds({ ...part, actions: split })).toMatchObject([{ check: 'wrong-split', times: [plain.bars.time[148]] }]);
    const block = alter(plain, (bars) => {
      scalePrices(bars, 144, 147, 1 / 5, true);
    });
    expect(reds({ ...block, actions: split })).toMatchObject([
      { check: 'wrong-split', times: [plain.bars.time[144], plain.bars.time[147]] },
    ]);
  });

  it('finds a factor of a split that never was', () => {
    const history = alter(plain, (bars) => bars.priceFactor.fill(1 / 4, 0, 150));
    expect(reds(history)).toMatchObject([{ check: 'wrong-split', repairable: true }]);
  });

  it('takes hundreds of thousands of factors that jump', () => {
    const factor = Math.LN2;
    const steps = Array.from({ length: 200_000 }, (_, i) => ({
      t: i + 1,
      close: factor,
      gap: factor,
      raw: 0,
      factor,
      noise: 0.01,
    }));
    expect(findSplitErrors({ ...viewHistory(plain), steps })).toHaveLength(steps.length);
  });
});
