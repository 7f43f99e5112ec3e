import { describe, expect, it } from 'vitest';
import { factorsFromActions, factorsFromAdjustedClose, volumeFactorFromSplits } from './derive-factors.ts';

const actions = (...list: readonly (readonly [time: number, dividend: number, split: number])[]) => ({
  time: Float64Array.from(list, ([time]) => time),
  dividend: Float64Array.from(list, ([, dividend]) => dividend),
  split: Float64Array.from(list, ([, , split]) => split),
});

describe('factorsFromAdjustedClose', () => {
  it('leaves the last bar as it is even where the file ends before the day of adjustment', () => {
    // The provider's factors 0.4 and 0.8 carry a later dividend of 20 %; without it they are 0.5 and 1.
    expect([...factorsFromAdjustedClose(Float64Array.of(40, 40), Float64Array.of(100, 50))]).toEqual([0.5, 1]);
  });
});

describe('factorsFromActions', () => {
  it('takes a dividend off the close before it and divides by a split', () => {
    // 100 | dividend 10 | 90 | 3:1 | 30: the total return of both steps is 0.
    const close = Float64Array.of(100, 90, 30);
    const factor = factorsFromActions(Float64Array.of(0, 1, 2), close, actions([1, 10, 1], [2, 0, 3]));
    expect(Array.from(factor, (value, t) => value * close[t]!)).toEqual([30, 30, 30]);
  });

  it('counts actions on days without a bar, none after the last bar, and no dividend above the price', () => {
    const time = Float64Array.of(0, 3, 5);
    const close = Float64Array.of(8, 4, 4);
    expect([...factorsFromActions(time, close, actions([2, 0, 2], [4, 5, 1], [9, 1, 7]))]).toEqual([0.5, 1, 1]);
  });
});

describe('volumeFactorFromSplits', () => {
  it('multiplies the splits after each bar, forward and reverse', () => {
    // Bars 0, 1 | split 3:1 on day 2 | 2, 3 | reverse 1:2 on day 4 | 4.
    const factor = volumeFactorFromSplits(Float64Array.of(0, 1, 2, 3, 4), actions([2, 0, 3], [4, 0, 0.5]));
    expect([...factor]).toEqual([1.5, 1.5, 0.5, 0.5, 1]);
  });

  it('counts a split on a day without a bar, and none after the last bar', () => {
    expect([...volumeFactorFromSplits(Float64Array.of(1, 3), actions([2, 0, 4], [9, 0, 7]))]).toEqual([4, 1]);
  });
});
