import { describe, expect, it } from 'vitest';
import { createEma, createWilder } from './ema.ts';
import { createSma } from './sma.ts';
import type { Stream } from './stream.ts';
import { createWma } from './wma.ts';

const close = (value: number): number => expect.closeTo(value, 12) as number;
const run = (stream: Stream, ...values: number[]): number[] => values.map((value) => stream.push(value));

describe('by hand, over 3 numbers', () => {
  it.each<[string, (length: number) => Stream, number[]]>([
    // Seed mean(1, 2, 6) = 3, then 3 + 2/4 * (5 - 3) and 4 + 2/4 * (0 - 4).
    ['EMA', createEma, [NaN, NaN, 3, 4, 2]],
    // Seed 3, then 3 + (5 - 3) / 3 and 11/3 + (0 - 11/3) / 3.
    ["Wilder's average", createWilder, [NaN, NaN, 3, 11 / 3, 22 / 9]],
    ['SMA', createSma, [NaN, NaN, 3, 13 / 3, 11 / 3]],
    // (1 + 4 + 18) / 6, (2 + 12 + 15) / 6, (6 + 10 + 0) / 6.
    ['WMA', createWma, [NaN, NaN, 23 / 6, 29 / 6, 16 / 6]],
  ])('%s', (_, create, expected) => {
    expect(run(create(3), 1, 2, 6, 5, 0)).toEqual(expected.map((value) => (Number.isNaN(value) ? NaN : close(value))));
    expect(run(create(1), 4, 7)).toEqual([4, 7]);
  });
});

describe('around NaN', () => {
  it.each([
    ['EMA', createEma],
    ["Wilder's average", createWilder],
  ])('%s passes over it', (_, create) => {
    const [first, , ...rest] = run(create(2), NaN, 2, 4, NaN, 6);
    expect(first).toBeNaN();
    const [, ...dense] = run(create(2), 2, 4, 6);
    expect(rest).toEqual([dense[0], NaN, dense[1]]);
  });

  it.each([
    ['SMA', createSma],
    ['WMA', createWma],
  ])('%s has no value while it is among its numbers', (_, create) => {
    const values = run(create(2), 1, 2, NaN, 3, 4);
    expect(values.map(Number.isNaN)).toEqual([true, false, true, true, false]);
  });
});
