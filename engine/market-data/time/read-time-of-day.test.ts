import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeOfDayReader } from './read-time-of-day.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const encoder = new TextEncoder();

/** What a column that begins with `samples` makes of the field `text`. */
function read(text: string, samples: readonly string[] = [text]): number {
  const bytes = encoder.encode(`1${text}1`);
  return createTimeOfDayReader(samples)(bytes, 1, bytes.length - 1);
}

describe('createTimeOfDayReader', () => {
  it.each([
    ['09:30', 9.5 * HOUR],
    ['9:30', 9.5 * HOUR],
    ['09:30:00', 9.5 * HOUR],
    ['09:30:00.500', 9.5 * HOUR + 500],
    ['0930', 9.5 * HOUR],
    ['930', 9.5 * HOUR],
    ['30', 0.5 * HOUR],
    ['093000', 9.5 * HOUR],
    ['093000.25', 9.5 * HOUR + 250],
    ['93000', 9.5 * HOUR],
    ['163000', 16.5 * HOUR],
    ['9:30 AM', 9.5 * HOUR],
    ['12:00 AM', 0],
    ['04-PM', 16 * HOUR],
    ['000000', 0],
    ['0', 0],
    [' 09:30 ', 9.5 * HOUR],
    ['24:00', 24 * HOUR],
    ['2400', 24 * HOUR],
  ])('reads %j', (text, ms) => {
    expect(read(text)).toBe(ms);
  });

  it.each(['', 'time', '25:00', '96000', '9999', '246000', '09:30x', '09:30+01:00', '2010-04-15', '0000000'])(
    'refuses %j',
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );

  it('tells by the column whether zeros are missing before seconds or before minutes', () => {
    const withSeconds = ['0', '500', '1000', '93000', '235500'];
    expect(withSeconds.map((text) => read(text, withSeconds))).toEqual([
      0,
      5 * MINUTE,
      10 * MINUTE,
      9.5 * HOUR,
      23 * HOUR + 55 * MINUTE,
    ]);
    const withoutSeconds = ['0', '5', '930', '1000', '2355'];
    expect(withoutSeconds.map((text) => read(text, withoutSeconds))).toEqual([
      0,
      5 * MINUTE,
      9.5 * HOUR,
      10 * HOUR,
      23 * HOUR + 55 * MINUTE,
    ]);
    // Minutes that turn out to have seconds were read wrongly before; nothing is made of them.
    expect(read('93000', ['930', '931'])).toBeNaN();
    // Empty fields and other forms tell nothing.
    expect(read('1000', ['', 'n/a', '09:30:00'])).toBe(10 * HOUR);
  });

  it('gives back every second of a day printed without zeros on the left', () => {
    const second = fc.integer({ min: 0, max: 86_399 });
    fc.assert(
      fc.property(second, (at) => {
        const text = String(Math.floor(at / 3600) * 10_000 + (Math.floor(at / 60) % 60) * 100 + (at % 60));
        expect(read(text, ['93000', text])).toBe(at * 1000);
        expect(read(text.padStart(6, '0'), ['93000', text])).toBe(at * 1000);
      }),
    );
  });
});
