import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAgeOfMax, createAgeOfMin } from './extreme-age.ts';
import { createRollingMax, createRollingMin } from './rolling-extreme.ts';
import { RollingRange } from './rolling-range.ts';

const lengths = fc.integer({ min: 1, max: 9 });

it.each([
  ['largest', createRollingMax, Math.max],
  ['smallest', createRollingMin, Math.min],
])('is the %s of the last numbers', (_, create, extreme) => {
  // With gaps, and few different numbers, so that equal ones are common.
  const numbers = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: NaN, freq: 12 }), { maxLength: 60 });
  fc.assert(
    fc.property(numbers, lengths, (values, length) => {
      const rolling = create(length);
      values.forEach((value, t) => {
        const window = values.slice(Math.max(0, t - length + 1), t + 1);
        expect(rolling.push(value)).toBe(window.length < length ? NaN : extreme(...window));
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('has the highest high and the lowest low together', () => {
  const gappy = fc.option(fc.integer({ min: 0, max: 4 }), { nil: NaN, freq: 12 });
  fc.assert(
    fc.property(fc.array(fc.tuple(gappy, gappy), { maxLength: 60 }), lengths, (bars, length) => {
      const range = new RollingRange(length);
      bars.forEach(([high, low], t) => {
        range.push(high, low);
        const window = bars.slice(Math.max(0, t - length + 1), t + 1);
        const isWhole = window.length === length && !window.flat().includes(NaN);
        expect(range.highest).toBe(isWhole ? Math.max(...window.map((bar) => bar[0])) : NaN);
        expect(range.lowest).toBe(isWhole ? Math.min(...window.map((bar) => bar[1])) : NaN);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

it.each([
  ['largest', createAgeOfMax, Math.max],
  ['smallest', createAgeOfMin, Math.min],
])('tells how long ago the %s of the last numbers was, the newest of equal ones', (_, create, extreme) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }), lengths, (values, length) => {
      const age = create(length);
      values.forEach((value, t) => {
        const window = values.slice(Math.max(0, t - length + 1), t + 1);
        const byHand = window.length - 1 - window.lastIndexOf(extreme(...window));
        expect(age.push(value)).toBe(window.length < length ? NaN : byHand);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

it('takes what rounding leaves between equal prices for equal, wherever the blocks of numbers begin', () => {
  // A price of 10, adjusted by factors that differ in the last bit.
  const [above, below] = [10 * (1 + 2 ** -52), 10];
  expect(above).not.toBe(below);
  for (let before = 0; before < 7; before++) {
    const age = createAgeOfMax(3);
    const largest = createRollingMax(3);
    const range = new RollingRange(3);
    for (const value of [...new Array<number>(before).fill(5), 1, above, below]) {
      const [pushesSince, extreme] = [age.push(value), largest.push(value)];
      range.push(value, -value);
      if (value === below)
        expect([pushesSince, extreme, range.highest, range.lowest]).toEqual([0, below, below, -below]);
    }
  }
});
