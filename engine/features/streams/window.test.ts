import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWindow } from './window.ts';

describe('a window of 3', () => {
  it('says what it holds as it fills and as it moves on', () => {
    const window = createWindow(3);
    expect([window.count, window.isFull, window.oldest, window.mean()]).toEqual([0, false, NaN, NaN]);
    window.push(5);
    window.push(1);
    expect([window.count, window.isFull, window.oldest, window.at(0), window.at(1)]).toEqual([2, false, 5, 1, 5]);
    expect([window.at(2), window.sum(), window.max(), window.min()]).toEqual([NaN, 6, 5, 1]);
    window.push(3);
    window.push(8);
    expect([window.isFull, window.oldest, window.at(0), window.at(1), window.at(2)]).toEqual([true, 1, 8, 3, 1]);
    expect([window.at(3), window.sum(), window.mean(), window.max(), window.min()]).toEqual([NaN, 12, 4, 8, 1]);
    // (9 + 1 + 16) / 3 about the mean 4.
    expect(window.variance()).toBeCloseTo(26 / 3, 14);
  });

  it('has no statistics while it holds a NaN, and has them again behind it', () => {
    const window = createWindow(3);
    for (const value of [NaN, 1, 2]) window.push(value);
    expect([window.sum(), window.max(), window.min()]).toEqual([NaN, NaN, NaN]);
    window.push(3);
    expect([window.sum(), window.max(), window.min()]).toEqual([6, 3, 1]);
  });
});

it('does not depend on what was pushed before its numbers, not even in the last bit', () => {
  const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 7, maxLength: 40 });
  fc.assert(
    fc.property(numbers, (values) => {
      const whole = createWindow(7);
      const short = createWindow(7);
      values.forEach((value) => {
        whole.push(value);
      });
      values.slice(-7).forEach((value) => {
        short.push(value);
      });
      expect([whole.sum(), whole.mean(), whole.variance()]).toEqual([short.sum(), short.mean(), short.variance()]);
      const last = values.slice(-7);
      expect([whole.max(), whole.min()]).toEqual([Math.max(...last), Math.min(...last)]);
    }),
    { seed: 1, numRuns: 100 },
  );
});
