import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinAsOf } from './as-of-join.ts';

/** The definition, word for word: of all values known at a bar, the last one. */
function joinSlowly(time: Float64Array, availableAt: Float64Array, value: Float64Array): number[] {
  return [...time].map((bar) => [...value].filter((_, i) => availableAt[i]! <= bar).at(-1) ?? NaN);
}

describe('joinAsOf', () => {
  it('carries a value on from the bar at which it is known', () => {
    const time = Float64Array.of(10, 20, 30, 40, 50);
    // Known at 20 sharp; at 31, after the bar of 30; two at once, of which the later one counts; after the last bar.
    const availableAt = Float64Array.of(20, 31, 45, 45, 51);
    const value = Float64Array.of(1, 2, 3, 4, 5);
    expect([...joinAsOf(time, availableAt, value)]).toEqual([NaN, 1, 1, 2, 4]);
  });

  it('does not carry a value on for longer than its age allows', () => {
    const time = Float64Array.of(10, 20, 21, 30, 40, 41);
    const joined = joinAsOf(time, Float64Array.of(10, 30), Float64Array.of(1, 2), 10);
    expect([...joined]).toEqual([1, 1, NaN, 2, 2, NaN]);
  });

  it('is NaN throughout without values, and empty without bars', () => {
    const none = new Float64Array(0);
    expect([...joinAsOf(Float64Array.of(1, 2), none, none)]).toEqual([NaN, NaN]);
    expect([...joinAsOf(none, Float64Array.of(1), Float64Array.of(1))]).toEqual([]);
  });

  const ascending = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).map((days) => {
    return Float64Array.from(days.sort((a, b) => a - b));
  });
  const values = (length: number) => Float64Array.from({ length }, (_, i) => i + 0.5);

  it('agrees with its definition', () => {
    fc.assert(
      fc.property(ascending, ascending, (time, availableAt) => {
        const value = values(availableAt.length);
        expect([...joinAsOf(time, availableAt, value)]).toEqual(joinSlowly(time, availableAt, value));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('does not know at a bar what becomes known later, whatever it is', () => {
    fc.assert(
      fc.property(ascending, ascending, fc.nat(), (time, availableAt, at) => {
        if (time.length === 0) return;
        const t = at % time.length;
        const value = values(availableAt.length);
        const scrambled = value.map((v, i) => (availableAt[i]! > time[t]! ? -v : v));
        const upTo = (column: Float64Array) => [...joinAsOf(time, availableAt, column).subarray(0, t + 1)];
        expect(upTo(scrambled)).toEqual(upTo(value));
      }),
      { seed: 2 },
    );
  });
});
