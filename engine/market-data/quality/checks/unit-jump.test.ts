import { describe, expect, it } from 'vitest';
import { checkQuality } from '../check-quality.ts';
import { alter, rowOfBar, scalePrices, walk } from '../history.test-data.ts';
import { viewHistory } from '../history-view.ts';
import { findUnitErrors } from './unit-jump.ts';

const findings = (history: Parameters<typeof checkQuality>[0]) =>
  checkQuality(history).filter(({ check }) => check === 'unit-jump');

describe('unit-jump', () => {
  it('finds a block of pounds among pence and names its bars and rows', () => {
    const history = alter(walk(200), (bars) => {
      scalePrices(bars, 90, 95, 0.01);
    });
    const [finding] = findings(history);
    expect(finding).toMatchObject({ severity: 'red', count: 5, repairable: true, action: 'kept' });
    expect(finding!.times).toEqual([90, 91, 92, 93, 94].map((t) => history.bars.time[t]));
    expect(finding!.rows).toEqual([90, 91, 92, 93, 94].map(rowOfBar));
  });

  it.each([100, 0.01, 1000, 10])('finds a single bar that is %d times its neighbours', (by) => {
    expect(
      findings(
        alter(walk(200), (bars) => {
          scalePrices(bars, 60, 61, by);
        }),
      )[0],
    ).toMatchObject({ count: 1 });
  });

  it('finds a low that alone is in another unit', () => {
    const history = alter(walk(200), ({ low }) => (low[77]! /= 100));
    expect(findings(history)[0]).toMatchObject({ count: 1, times: [history.bars.time[77]] });
  });

  it('takes the bars with trade for the right ones where others have none', () => {
    const history = alter(walk(40), (bars) => {
      scalePrices(bars, 0, 10, 0.01);
      scalePrices(bars, 14, 40, 0.01);
      bars.volume.fill(0);
      bars.volume[12] = 5000;
    });
    expect(findings(history)[0]!.count).toBe(36);
  });

  it('leaves a fall to a tenth alone that is never undone', () => {
    const history = alter(walk(200), (bars) => {
      scalePrices(bars, 100, 200, 0.1);
    });
    expect(findings(history)).toEqual([]);
  });

  it('takes hundreds of thousands of steps that are never undone', () => {
    // ×100, ×1000, ÷100, ÷1000 and again: no two neighbours undo each other.
    const powers = [2, 3, -2, -3];
    const count = 200_000;
    const view = viewHistory(walk(10));
    const steps = Array.from({ length: count }, (_, i) => {
      const close = powers[i % 4]! * Math.LN10;
      return { t: i + 1, close, gap: close, raw: close, factor: 0, noise: 0.01 };
    });
    const column = (): Float64Array => new Float64Array(count + 1).fill(1);
    const time = column().map((_, t) => t);
    const bars = {
      time,
      open: column(),
      high: column(),
      low: column(),
      close: column(),
      volume: column(),
      priceFactor: column(),
      volumeFactor: column(),
    };
    const history = { ...view.history, bars, hasVolume: false };
    expect(findUnitErrors({ ...view, history, adjustedClose: column(), steps }, new Set()).steps).toHaveLength(count);
  });

  it('does not take a 1:100 reverse split, whose volume shrinks with it, for a change of unit', () => {
    const history = alter(walk(200), (bars) => {
      scalePrices(bars, 0, 100, 0.01, true);
    });
    expect(checkQuality(history).filter(({ severity }) => severity === 'red')).toMatchObject([
      { check: 'unadjusted-split' },
    ]);
  });
});
