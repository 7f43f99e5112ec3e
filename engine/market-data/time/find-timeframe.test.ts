import { describe, expect, it } from 'vitest';
import { findIntradayTimeframe, findLongTimeframe, isDailyOrLonger, measureDistances } from './find-timeframe.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const unknown = expect.objectContaining({ code: 'import/unknown-timeframe' }) as Error;

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('measureDistances', () => {
  it('takes neighbours in time, in whatever order they come, and repeated times once', () => {
    expect([...measureDistances(column(0, 1, 1, 4))]).toEqual([1, 3]);
    expect([...measureDistances(column(4, 1, 1, 0))]).toEqual([3, 1]);
    expect([...measureDistances(column(4, 0, 1, 1))]).toEqual([1, 3]);
    expect([...measureDistances(column(7, 7))]).toEqual([]);
    expect([...measureDistances(column(7, 7, 8, 6))]).toEqual([1, 1]);
    expect([...measureDistances(column())]).toEqual([]);
  });

  it('leaves its input as it is', () => {
    const times = column(4, 0, 1);
    measureDistances(times);
    expect([...times]).toEqual([4, 0, 1]);
  });
});

describe('isDailyOrLonger', () => {
  it.each([
    ['days with a weekend', [DAY, 3 * DAY], true],
    ['a day of 23 hours', [23 * HOUR], true],
    ['20 hours', [20 * HOUR], true],
    ['a little less', [20 * HOUR - 1], false],
    ['two bars a session', [20 * HOUR, 4 * HOUR, 20 * HOUR, 4 * HOUR, 20 * HOUR], false],
    ['a daily file with one row of today more', [DAY, DAY, DAY, 7 * HOUR], true],
  ])('%s', (_, distances, expected) => {
    expect(isDailyOrLonger(column(...distances))).toBe(expected);
  });
});

describe('findLongTimeframe', () => {
  it.each([
    [[1, 1, 1, 3], '1d'],
    [[4, 5, 3], '1d'],
    [[6, 7, 8], '1w'],
    [[31, 28, 31, 30], '1mo'],
    [[27], '1mo'],
    [[32], '1mo'],
  ])('days apart %j: %s', (days, timeframe) => {
    expect(findLongTimeframe(column(...days.map((day) => day * DAY)))).toBe(timeframe);
  });

  it.each([[[14, 14]], [[91, 92, 91]], [[365]]])('knows no bars %j days apart', (days) => {
    expect(() => findLongTimeframe(column(...days.map((day) => day * DAY)))).toThrow(unknown);
  });
});

describe('findIntradayTimeframe', () => {
  it.each([
    [[1, 1, 2, 1, 930], '1m'],
    [[5, 5, 1050], '5m'],
    [[15, 15, 30], '15m'],
    [[30], '30m'],
    [[60, 60, 1080], '1h'],
    [[240, 1200, 240], '4h'],
    // Equally common: the shorter.
    [[60, 240], '1h'],
    // Thin bars of a minute whose most common distance happens to be two.
    [[2, 2, 2, 1, 3, 5, 1], '1m'],
  ])('minutes apart %j: %s', (minutes, timeframe) => {
    expect(findIntradayTimeframe(column(...minutes.map((minute) => minute * MINUTE)))).toBe(timeframe);
  });

  it('bears stamps that jitter', () => {
    expect(findIntradayTimeframe(column(59_900, 59_900, 60_200))).toBe('1m');
  });

  it.each([
    ['bars of 7 minutes', [7, 7, 14, 1050]],
    ['bars of 2 hours', [120, 120, 60 * 18]],
    ['trades', [0.01, 0.5, 0.02, 1, 0.01, 0.033]],
  ])('knows no length of %s', (_, minutes) => {
    expect(() => findIntradayTimeframe(column(...minutes.map((minute) => minute * MINUTE)))).toThrow(unknown);
  });

  it('says what was found', () => {
    const distances = column(7 * MINUTE, 7 * MINUTE, 7 * MINUTE, 14 * MINUTE);
    expect(() => findIntradayTimeframe(distances)).toThrow('rows mostly lie 7 minutes apart (75 % of them)');
  });
});
