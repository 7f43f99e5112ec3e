import { describe, expect, it } from 'vitest';
import { epochUnitOf } from './epoch-number.ts';

describe('epochUnitOf', () => {
  it.each([
    [1_609_459_200, 'seconds'],
    [-252_322_200, 'seconds'],
    [0, 'seconds'],
    [1_609_459_200_000, 'milliseconds'],
    [1_609_459_200_000_000, 'microseconds'],
    [1_609_459_200_000_000_000, 'nanoseconds'],
    [-252_322_200_000, 'milliseconds'],
  ])('tells the unit of %d: %s', (value, unit) => {
    expect(epochUnitOf(value)).toBe(unit);
  });

  it('changes unit where the years end', () => {
    const end = Date.UTC(2201, 0, 1) / 1000;
    expect(epochUnitOf(end - 1)).toBe('seconds');
    expect(epochUnitOf(end)).toBe('milliseconds');
  });

  it.each([1e30, -1e30, Number.NaN])('knows no unit for %d', (value) => {
    expect(epochUnitOf(value)).toBeNull();
  });
});
