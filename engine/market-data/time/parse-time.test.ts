import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeReader, detectTimePattern, type TimePattern } from './parse-time.ts';

const HOUR = 3_600_000;
const encoder = new TextEncoder();

function read(kind: TimePattern['kind'], text: string): [time: number, offsetMs: number] {
  const reader = createTimeReader({ kind });
  // The bytes around the field belong to others.
  const bytes = encoder.encode(`12${text}34`);
  return [reader.read(bytes, 2, bytes.length - 2), reader.offsetMs];
}

const DAY = Date.UTC(2010, 3, 15);
const HALF_PAST_NINE = DAY + 9.5 * HOUR;
const none = Number.NaN;

describe('createTimeReader', () => {
  it.each<[TimePattern['kind'], string, number, number]>([
    ['iso', '2010-04-15', DAY, none],
    ['iso', '2010/04/15', DAY, none],
    ['iso', '2010.04.15', DAY, none],
    ['iso', '2010/4/15', DAY, none],
    ['iso', '20100415', DAY, none],
    ['iso', ' 20100415 ', DAY, none],
    ['iso', '2010-04-15 09:30', HALF_PAST_NINE, none],
    ['iso', '2010-04-15  9:30', HALF_PAST_NINE, none],
    ['iso', '2010.04.15 09:30', HALF_PAST_NINE, none],
    ['iso', '2010-04-15T09:30:00', HALF_PAST_NINE, none],
    ['iso', '2010-04-15;09:30:00', HALF_PAST_NINE, none],
    ['iso', '20100415-093000', HALF_PAST_NINE, none],
    ['iso', '20100415 093000', HALF_PAST_NINE, none],
    ['iso', '20100415 0930', HALF_PAST_NINE, none],
    ['iso', '20100415093000', HALF_PAST_NINE, none],
    ['iso', '201004150930', HALF_PAST_NINE, none],
    ['iso', '20100415T093000Z', HALF_PAST_NINE, 0],
    ['iso', '20100415 093000.250', HALF_PAST_NINE + 250, none],
    ['iso', '2010-04-15 09:30:00.1', HALF_PAST_NINE + 100, none],
    ['iso', '2010-04-15 09:30:00.12', HALF_PAST_NINE + 120, none],
    ['iso', '2010-04-15 23:59:59.999999', DAY + 24 * HOUR - 1, none],
    ['iso', '2010-04-15 24:00', DAY + 24 * HOUR, none],
    ['iso', '2010-04-15 09-AM', DAY + 9 * HOUR, none],
    ['iso', '2010-04-15 12-AM', DAY, none],
    ['iso', '2010-04-15 12-PM', DAY + 12 * HOUR, none],
    ['iso', '2010-04-15 11-PM', DAY + 23 * HOUR, none],
    ['iso', '2010-04-15 9:30 AM', HALF_PAST_NINE, none],
    ['iso', '2010-04-15 9:30:00pm', HALF_PAST_NINE + 12 * HOUR, none],
    ['iso', '2010-04-15 09:30:00Z', HALF_PAST_NINE, 0],
    ['iso', '2010-04-15 09:30:00 UTC', HALF_PAST_NINE, 0],
    ['iso', '2010-04-15 09:30:00 gmt', HALF_PAST_NINE, 0],
    ['iso', '2010-04-15 00:00:00+08:00', DAY, 8 * HOUR],
    ['iso', '2010-04-15T09:30:00.000+0530', HALF_PAST_NINE, 5.5 * HOUR],
    ['iso', '2010-04-15 09:30:00-05', HALF_PAST_NINE, -5 * HOUR],
    ['iso', '2010-04-15 09:30-05:00', HALF_PAST_NINE, -5 * HOUR],
    ['iso', '2010-04-15 09:30:00-00:00', HALF_PAST_NINE, 0],
    ['iso', '2010-04-15 09:30 AM +01:00', HALF_PAST_NINE, HOUR],
    ['iso', '2010-04-15Z', DAY, 0],
    ['iso', '2010-04-15+08:00', DAY, 8 * HOUR],
    ['iso', '2010-04-15 UTC', DAY, 0],
    ['day-first', '15.04.2010', DAY, none],
    ['day-first', '15/4/2010 9:30', HALF_PAST_NINE, none],
    ['day-first', '15-04-2010 09:30:00', HALF_PAST_NINE, none],
    ['day-first', '15.04.2010 09:30:00.000 GMT+0200', HALF_PAST_NINE, 2 * HOUR],
    ['month-first', '4/15/2010', DAY, none],
    ['month-first', '04-15-2010', DAY, none],
    ['month-first', '4/15/2010 16:00', DAY + 16 * HOUR, none],
    ['month-first', '4/15/2010, 9:30:00 AM', HALF_PAST_NINE, none],
    ['month-name', 'Apr 15, 2010', DAY, none],
    ['month-name', 'April 15, 2010', DAY, none],
    ['month-name', 'Apr. 15 2010', DAY, none],
    ['month-name', '15 Apr 2010', DAY, none],
    ['month-name', '15-Apr-2010', DAY, none],
    ['month-name', '15-APR-2010 09:30', HALF_PAST_NINE, none],
    ['month-name', '15 april 2010', DAY, none],
    ['month-name', '15 kwi 2010', DAY, none],
    ['month-name', '15 kwietnia 2010', DAY, none],
    ['month-name', '15 paź 2010', Date.UTC(2010, 9, 15), none],
    ['month-name', '1 września 2010', Date.UTC(2010, 8, 1), none],
    ['epoch', '1271323800', HALF_PAST_NINE, 0],
    ['epoch', '1271323800000', HALF_PAST_NINE, 0],
    ['epoch', '1271323800000000', HALF_PAST_NINE, 0],
    ['epoch', '1271323800000000000', HALF_PAST_NINE, 0],
    ['epoch', '1271323800.0', HALF_PAST_NINE, 0],
    ['epoch', '1271323800.123', HALF_PAST_NINE + 123, 0],
    ['epoch', '1271323800.1239', HALF_PAST_NINE + 123, 0],
    ['epoch', '1271323800123.9', HALF_PAST_NINE + 123, 0],
    ['epoch', '1271323800123456', HALF_PAST_NINE + 123, 0],
    ['epoch', '1271323800123999999', HALF_PAST_NINE + 123, 0],
    ['epoch', '1.2713238e+12', HALF_PAST_NINE, 0],
    ['epoch', '1.2713238E9', HALF_PAST_NINE, 0],
    ['epoch', '1.271323800123e+18', HALF_PAST_NINE + 123, 0],
    ['epoch', '-252322200', Date.UTC(1962, 0, 2, 14, 30), 0],
    ['epoch', '-252322200.5', Date.UTC(1962, 0, 2, 14, 30) - 500, 0],
    ['epoch', '-252322200.0005', Date.UTC(1962, 0, 2, 14, 30) - 1, 0],
    ['epoch', '-252322200000001', Date.UTC(1962, 0, 2, 14, 30) - 1, 0],
    ['epoch', '-252322200000000000', Date.UTC(1962, 0, 2, 14, 30), 0],
    ['epoch', '-252322200000000001', Date.UTC(1962, 0, 2, 14, 30) - 1, 0],
    ['epoch', '0', 0, 0],
  ])('reads %s: %s', (kind, text, time, offset) => {
    expect(read(kind, text)).toEqual([time, offset]);
  });

  it.each<[TimePattern['kind'], string]>([
    ['iso', ''],
    ['iso', '   '],
    ['iso', 'Date'],
    ['iso', '2010-02-30'],
    ['iso', '2010-13-01'],
    ['iso', '2010-04-00'],
    ['iso', '2010-0415'],
    ['iso', '2010-04/15'],
    ['iso', '2010-04-15x'],
    ['iso', '2010-04-15T'],
    ['iso', '2010-04-15 x'],
    ['iso', '2010-04-15 25:00'],
    ['iso', '2010-04-15 24:01'],
    ['iso', '2010-04-15 09:60'],
    ['iso', '2010-04-15 09:30:60'],
    ['iso', '2010-04-15 09:3'],
    ['iso', '2010-04-15 9'],
    ['iso', '2010-04-15 09:30:00.'],
    ['iso', '2010-04-15 13:00 PM'],
    ['iso', '2010-04-15 00-AM'],
    ['iso', '2010-04-15 09:30 A'],
    ['iso', '2010-04-15 09:30 EST'],
    ['iso', '2010-04-15 09:30+24:00'],
    ['iso', '2010-04-15 09:30+08:75'],
    ['iso', '2010-04-15 09:30+08:00 x'],
    ['iso', '1799-12-31'],
    ['iso', '2201-01-01'],
    ['iso', '20101315'],
    ['iso', '20100415250000'],
    ['iso', '1271323800000'],
    ['iso', '15.04.2010'],
    ['day-first', '2010-04-15'],
    ['day-first', '15.04.10'],
    ['day-first', '04/15/2010'],
    ['day-first', '15.04/2010'],
    ['day-first', '31.04.2010'],
    ['month-first', '15/04/2010'],
    ['month-first', '4/15/10'],
    ['month-name', '15 Foo 2010'],
    ['month-name', '15 Marble 2010'],
    ['month-name', 'Apr 31, 2010'],
    ['month-name', '15 Apr 10'],
    ['month-name', 'Apr 2010'],
    ['epoch', ''],
    ['epoch', '-'],
    ['epoch', '2010-04-15'],
    ['epoch', '1271323800x'],
    ['epoch', '1271323800.1.2'],
    ['epoch', '1e40'],
    ['epoch', '0x10'],
    ['epoch', 'NaN'],
    ['epoch', '99999999999999999999999'],
  ])('refuses %s: %j', (kind, text) => {
    expect(read(kind, text)).toEqual([none, none]);
  });

  it('forgets the offset of the field before', () => {
    const reader = createTimeReader({ kind: 'iso' });
    const bytes = encoder.encode('2010-04-15 00:00:00+08:00');
    reader.read(bytes, 0, bytes.length);
    expect(reader.offsetMs).toBe(8 * HOUR);
    reader.read(bytes, 0, 19);
    expect(reader.offsetMs).toBeNaN();
  });

  it('reads Polish month names of Windows-1250', () => {
    const bytes = Uint8Array.of(0x31, 0x35, 0x20, 0x70, 0x61, 0x9f, 0x20, 0x32, 0x30, 0x31, 0x30);
    expect(createTimeReader({ kind: 'month-name' }).read(bytes, 0, bytes.length)).toBe(Date.UTC(2010, 9, 15));
  });

  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const parts = (time: number): string[] => new Date(time).toISOString().split(/[-T:.Z]/);
  const clock = (time: number): string => new Date(time).toISOString().slice(11, 19);
  const halfDay = (time: number): string => {
    const [, , , hour, minute, second] = parts(time);
    return `${Number(hour) % 12 || 12}:${minute!}:${second!} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
  };
  const forms: [string, TimePattern['kind'], (time: number) => string][] = [
    ['ISO', 'iso', (time) => new Date(time).toISOString()],
    ['ISO with a blank', 'iso', (time) => new Date(time).toISOString().slice(0, 19).replace('T', ' ')],
    ['digits', 'iso', (time) => new Date(time).toISOString().slice(0, 19).replaceAll(/\D/g, '')],
    ['half days', 'iso', (time) => `${new Date(time).toISOString().slice(0, 10)} ${halfDay(time)}`],
    ['day first', 'day-first', (time) => `${parts(time)[2]!}.${parts(time)[1]!}.${parts(time)[0]!} ${clock(time)}`],
    [
      'month first',
      'month-first',
      (time) => `${Number(parts(time)[1])}/${Number(parts(time)[2])}/${parts(time)[0]!} ${halfDay(time)}`,
    ],
    [
      'month name',
      'month-name',
      (time) => `${parts(time)[2]!}-${months[Number(parts(time)[1]) - 1]!}-${parts(time)[0]!} ${clock(time)}`,
    ],
    ['seconds', 'epoch', (time) => String(time / 1000)],
    ['exponents', 'epoch', (time) => (time / 1000).toExponential()],
  ];
  const seconds = fc.integer({ min: Date.UTC(1800, 0, 1) / 1000, max: Date.UTC(2200, 11, 31) / 1000 });

  it.each(forms)('reads back any second printed as %s', (_, kind, print) => {
    fc.assert(
      fc.property(seconds, (second) => {
        expect(read(kind, print(second * 1000))[0]).toBe(second * 1000);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['milliseconds', ''],
    ['microseconds', '000'],
    ['nanoseconds', '000000'],
  ])('reads back any millisecond printed in %s', (_, zeros) => {
    const ms = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2200, 11, 31) });
    fc.assert(
      fc.property(ms, fc.boolean(), (time, isBefore1970) => {
        const signed = isBefore1970 ? -Math.min(time, -Date.UTC(1800, 0, 1)) : time;
        expect(read('epoch', String(signed) + zeros)[0]).toBe(signed);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back any offset', () => {
    fc.assert(
      fc.property(
        seconds,
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.constantFrom('', ':'),
        (second, minutes, colon) => {
          const printed = second * 1000;
          const size = Math.abs(minutes);
          const digits = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(colon);
          const text = `${new Date(printed).toISOString().slice(0, 19)}${minutes < 0 ? '-' : '+'}${digits}`;
          expect(read('iso', text)).toEqual([printed, minutes * 60_000]);
        },
      ),
    );
  });

  it.each(['iso', 'day-first', 'month-first', 'month-name', 'epoch'] as const)(
    'never reads beyond a field of %s',
    (kind) => {
      const characters = fc.constantFrom(...'0123456789-/.:; TZ+AMPJanUTC,'.split(''));
      fc.assert(
        fc.property(
          fc.string({ unit: characters, maxLength: 30 }),
          fc.string({ unit: characters, maxLength: 5 }),
          (text, behind) => {
            const reader = createTimeReader({ kind });
            const alone = encoder.encode(text);
            const followed = encoder.encode(text + behind);
            const time = reader.read(alone, 0, alone.length);
            const offset = reader.offsetMs;
            expect(reader.read(followed, 0, alone.length)).toBe(time);
            expect(reader.offsetMs).toBe(offset);
            expect(Number.isNaN(time) || Number.isInteger(time)).toBe(true);
          },
        ),
        { numRuns: 2000 },
      );
    },
  );
});

describe('detectTimePattern', () => {
  it.each<[string[], TimePattern['kind'] | 'ambiguous-day-order' | null]>([
    [['2010-04-15', '2010-04-16'], 'iso'],
    [['2010.04.15 09:30'], 'iso'],
    [['20100415', '20100416'], 'iso'],
    [['20100415093000'], 'iso'],
    [['201004150930', '201004150931'], 'iso'],
    [['2019-10-17 09-AM'], 'iso'],
    [['1609459200', '1609545600'], 'epoch'],
    [['1609459200', '1609545600000'], 'epoch'],
    [['1609459200.0'], 'epoch'],
    [['1.6094592e+12'], 'epoch'],
    [['-252322200', '-252235800'], 'epoch'],
    // Numbers of eight digits that are no days: the seconds of 1972.
    [['99999999', '100086399', '100172799'], 'epoch'],
    [['15.04.2010', '16.04.2010'], 'day-first'],
    [['03.04.2010'], 'day-first'],
    [['03/04/2010', '13/04/2010'], 'day-first'],
    [['03/04/2010', '03/13/2010'], 'month-first'],
    [['03.04.2010', '03.13.2010'], 'month-first'],
    [['03-13-2010 16:00'], 'month-first'],
    [['03/04/2010', '04/04/2010'], 'ambiguous-day-order'],
    [['03-04-2010'], 'ambiguous-day-order'],
    [['Jan 02, 2020'], 'month-name'],
    [['2 stycznia 2020', '3 lutego 2020'], 'month-name'],
    // One broken row in a sample does not hide what the others are.
    [['2010-04-15', '2010-04-16', '2010-04-17', '2010-04-18', 'Total'], 'iso'],
    [['2010-04-15', '', '2010-04-16'], 'iso'],
    [['2010-04-15', 'x', 'y'], null],
    [['4/15/10'], null],
    [['1', '2', '3'], null],
    [['43831', '43832'], null],
    [['170.23', '171.5'], null],
    [['AAPL'], null],
    [[''], null],
    [[], null],
  ])('tells %j', (samples, expected) => {
    const found = detectTimePattern(samples);
    expect(found !== null && typeof found === 'object' ? found.kind : found).toBe(expected);
  });

  it('takes the stated order of day and month where the sample does not tell', () => {
    expect(detectTimePattern(['03/04/2010'], 'month-first')).toEqual({ kind: 'month-first' });
    expect(detectTimePattern(['03/04/2010'], 'day-first')).toEqual({ kind: 'day-first' });
    expect(detectTimePattern(['03.04.2010'], 'month-first')).toEqual({ kind: 'month-first' });
    expect(detectTimePattern(['13/04/2010'], 'month-first')).toEqual({ kind: 'day-first' });
    expect(detectTimePattern(['2010-04-15'], 'month-first')).toEqual({ kind: 'iso' });
  });
});
