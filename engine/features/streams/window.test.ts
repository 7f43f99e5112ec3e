import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWindow, type Window } from './window.ts';

const statisticsOf = (window: Window): number[] => [
  window.sum(),
  window.weightedSum(),
  window.mean(),
  window.variance(),
];

describe('a window of 3', () => {
  it('says what it holds as it fills and as it moves on', () => {
    const window = createWindow(3);
    expect([window.count, window.isFull, window.oldest, ...statisticsOf(window)]).toEqual([
      0,
      false,
      NaN,
      0,
      0,
      NaN,
      NaN,
    ]);
    window.push(5);
    window.push(1);
    expect([window.count, window.isFull, window.oldest, window.at(0), window.at(1)]).toEqual([2, false, 5, 1, 5]);
    expect([window.at(2), ...statisticsOf(window)]).toEqual([NaN, 6, 7, 3, 4]);
    window.push(3);
    window.push(8);
    expect([window.isFull, window.oldest, window.at(0), window.at(1), window.at(2)]).toEqual([true, 1, 8, 3, 1]);
    // 1 + 2 * 3 + 3 * 8, and (9 + 1 + 16) / 3 about the mean 4.
    expect([window.at(3), ...statisticsOf(window)]).toEqual([NaN, 12, 31, 4, expect.closeTo(26 / 3, 14)]);
  });

  it('has no statistics while it holds a NaN, and has them again behind it', () => {
    // Whichever place of the blocks the NaN falls on.
    for (let before = 0; before < 7; before++) {
      const window = createWindow(3);
      for (let i = 0; i < before; i++) window.push(7);
      for (const value of [NaN, 1, 2]) {
        window.push(value);
        expect(statisticsOf(window)).toEqual([NaN, NaN, NaN, NaN]);
      }
      window.push(3);
      expect(statisticsOf(window)).toEqual([6, 14, 2, expect.closeTo(2 / 3, 14)]);
    }
  });
});

/** Numbers around a level that is large beside what they differ by, as prices are. */
const numbers = fc
  .tuple(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 60 }),
  )
  .map(([level, steps]) => steps.map((step) => level + step));
const lengths = fc.integer({ min: 1, max: 9 });

it('has the statistics of the last numbers, wherever they stand', () => {
  fc.assert(
    fc.property(numbers, lengths, (values, length) => {
      const window = createWindow(length);
      values.forEach((value, t) => {
        window.push(value);
        const held = values.slice(Math.max(0, t - length + 1), t + 1);
        const sum = held.reduce((total, each) => total + each, 0);
        const weighted = held.reduce((total, each, i) => total + (i + 1) * each, 0);
        const mean = sum / held.length;
        const variance = held.reduce((total, each) => total + (each - mean) ** 2, 0) / held.length;
        // Rounding of the numbers themselves, which deviations of about 1 keep out of the variance.
        const rounding = 1e-14 * Math.max(...held.map(Math.abs));
        expect(Math.abs(window.sum() - sum)).toBeLessThanOrEqual(rounding * held.length);
        expect(Math.abs(window.weightedSum() - weighted)).toBeLessThanOrEqual(rounding * held.length ** 2);
        expect(Math.abs(window.mean() - mean)).toBeLessThanOrEqual(rounding);
        expect(Math.abs(window.variance() - variance)).toBeLessThanOrEqual(4 * rounding + 1e-14);
        expect(held.map((_, i) => window.at(held.length - 1 - i))).toEqual(held);
        expect([window.oldest, window.count]).toEqual([held[0], held.length]);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('keeps its variance exact beside a number far from the others, before that number, with it and after it', () => {
  const rest = [0.011, 0.012, 0.014, 0.013, 0.012, 0.015, 0.011, 0.013];
  for (let place = 0; place < 12; place++) {
    const window = createWindow(4);
    const values = [...rest, ...rest].map((value, t) => (t === place ? 1000 : value));
    values.forEach((value, t) => {
      window.push(value);
      const held = values.slice(Math.max(0, t - 3), t + 1);
      const mean = held.reduce((sum, each) => sum + each, 0) / held.length;
      const variance = held.reduce((sum, each) => sum + (each - mean) ** 2, 0) / held.length;
      expect(Math.abs(window.variance() - variance)).toBeLessThanOrEqual(1e-13 * variance);
    });
  }
});

it('gives the same bits whether its statistics are asked for at every number or at the last alone', () => {
  fc.assert(
    fc.property(numbers, lengths, (values, length) => {
      const [often, once] = [createWindow(length), createWindow(length)];
      for (const value of values) {
        often.push(value);
        statisticsOf(often);
        once.push(value);
      }
      expect(statisticsOf(once)).toEqual(statisticsOf(often));
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('has no variance at all where its numbers are equal, and no sum where they are 0, whatever came before', () => {
  for (let before = 0; before < 10; before++) {
    const window = createWindow(5);
    for (let i = 0; i < before; i++) window.push(1e9 / (i + 1));
    for (let i = 0; i < 5; i++) window.push(0.1);
    expect(window.variance()).toBe(0);
    for (let i = 0; i < 5; i++) window.push(0);
    expect([window.sum(), window.weightedSum()]).toEqual([0, 0]);
  }
});
