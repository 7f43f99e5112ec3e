import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from './parse-day.ts';

// 14,714 days from 1970-01-01 to 2010-04-15: 40 years of 365 days, 10 leap days, 31 + 28 + 31 + 14 days.
const APRIL_15 = (40 * 365 + 10 + 31 + 28 + 31 + 14) * 86_400_000;

describe('parseDay', () => {
  it.each([
    '2010-04-15',
    '2010/04/15',
    '20100415',
    '2010-04-15 00:00:00+00:00',
    '2010-04-15 00:00:00-04:00',
    '2010-04-15T23:30:00.000Z',
    '2010-04-15 16:00',
  ])('reads the printed day of %s', (text) => {
    expect(parseDay(text)).toBe(APRIL_15);
  });

  it.each([
    '',
    'Date',
    '2010-02-30',
    '2011-02-29',
    '2010-13-01',
    '2010-00-10',
    '2010-04-00',
    '2010-0415',
    '15.04.2010',
    '04/15/2010',
    '0010-04-15',
    '2010-04-15x',
    '1271289600000',
  ])('refuses %j', (text) => {
    expect(parseDay(text)).toBeNaN();
  });

  it('reads back every day that formatDay writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), (days) => {
        expect(parseDay(formatDay(days * 86_400_000))).toBe(days * 86_400_000);
      }),
    );
  });
});
