import { describe, expect, it } from 'vitest';
import { derivePriceFactor, deriveVolumeFactor } from './derive-factors.ts';

const row = (time: number, close: number, adjustedClose: number) => ({
  row: 0,
  time,
  open: close,
  high: close,
  low: close,
  close,
  volume: 0,
  adjustedClose,
  sentiment: null,
});

describe('derivePriceFactor', () => {
  it('leaves the last bar as it is even where the file ends before the day of adjustment', () => {
    // The provider's factors 0.4 and 0.8 carry a later dividend of 20 %; without it they are 0.5 and 1.
    expect([...derivePriceFactor([row(0, 100, 40), row(1, 50, 40)])]).toEqual([0.5, 1]);
  });
});

describe('deriveVolumeFactor', () => {
  it('multiplies the splits after each bar, forward and reverse, listed in any order', () => {
    const splits = new Map([
      [4, 0.5],
      [2, 3],
    ]);
    // Bars 0, 1 | split 3:1 on day 2 | 2, 3 | reverse 1:2 on day 4 | 4.
    expect([...deriveVolumeFactor(Float64Array.of(0, 1, 2, 3, 4), splits)]).toEqual([1.5, 1.5, 0.5, 0.5, 1]);
  });

  it('counts a split on a day without a bar, and none after the last bar', () => {
    const splits = new Map([
      [2, 4],
      [9, 7],
    ]);
    expect([...deriveVolumeFactor(Float64Array.of(1, 3), splits)]).toEqual([4, 1]);
  });
});
