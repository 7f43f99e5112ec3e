import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone, isTimeZone } from './time-zone.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

// The IANA database as Python's zoneinfo reads it: instant of the change, minutes ahead of UTC before and after.
const transitions: Record<string, [instant: string, before: number, after: number][]> = {
  'America/New_York': [
    ['1970-04-26T07:00Z', -300, -240],
    ['1970-10-25T06:00Z', -240, -300],
    ['1974-01-06T07:00Z', -300, -240],
    ['1987-04-05T07:00Z', -300, -240],
    ['2007-03-11T07:00Z', -300, -240],
    ['2007-11-04T06:00Z', -240, -300],
    ['2037-03-08T07:00Z', -300, -240],
    ['2037-11-01T06:00Z', -240, -300],
  ],
  'Europe/Warsaw': [
    ['1977-04-03T00:00Z', 60, 120],
    ['1977-09-25T00:00Z', 120, 60],
    ['1987-03-29T00:00Z', 60, 120],
    ['2019-03-31T01:00Z', 60, 120],
    ['2019-10-27T01:00Z', 120, 60],
    ['2037-03-29T01:00Z', 60, 120],
    ['2037-10-25T01:00Z', 120, 60],
  ],
  'Europe/London': [
    ['1971-10-31T02:00Z', 60, 0],
    ['1972-03-19T02:00Z', 0, 60],
    ['1981-10-25T01:00Z', 60, 0],
    ['2020-03-29T01:00Z', 0, 60],
    ['2037-10-25T01:00Z', 60, 0],
  ],
  'Australia/Lord_Howe': [
    ['1981-02-28T14:00Z', 600, 630],
    ['1981-10-24T15:30Z', 630, 690],
    ['1987-03-14T15:00Z', 660, 630],
    ['2007-10-27T15:30Z', 630, 660],
    ['2019-04-06T15:00Z', 660, 630],
    ['2037-10-03T15:30Z', 630, 660],
  ],
};

const cases = Object.entries(transitions).flatMap(([name, list]) => list.map((entry) => [name, ...entry] as const));

describe('createZone', () => {
  it.each(cases)('%s changes at %s from %i to %i minutes', (name, instant, before, after) => {
    const zone = createZone(name);
    const at = Date.parse(instant);
    expect(zone.toPrinted(at - 1)).toBe(at - 1 + before * MINUTE);
    expect(zone.toPrinted(at)).toBe(at + after * MINUTE);

    const change = (after - before) * MINUTE;
    const wall = at + before * MINUTE;
    if (change > 0) {
      // The clocks skip [wall, wall + change).
      expect(zone.toUtc(wall - 1)).toBe(at - 1);
      expect(zone.toUtc(wall)).toBeNaN();
      expect(zone.toLaterUtc(wall)).toBeNaN();
      expect(zone.toUtc(wall + change - 1)).toBeNaN();
      expect(zone.toUtc(wall + change)).toBe(at);
      expect(zone.isAmbiguous(wall)).toBe(false);
    } else {
      // The clocks show [wall + change, wall) twice.
      expect(zone.isAmbiguous(wall + change - 1)).toBe(false);
      expect(zone.isAmbiguous(wall + change)).toBe(true);
      expect(zone.isAmbiguous(wall - 1)).toBe(true);
      expect(zone.isAmbiguous(wall)).toBe(false);
      expect(zone.toUtc(wall + change)).toBe(at + change);
      expect(zone.toLaterUtc(wall + change)).toBe(at);
      expect(zone.toUtc(wall - 1)).toBe(at - 1);
      expect(zone.toLaterUtc(wall - 1)).toBe(at - change - 1);
      expect(zone.toUtc(wall)).toBe(at - change);
    }
  });

  it.each([
    ['Asia/Tokyo', 540],
    ['Asia/Kolkata', 330],
    ['UTC', 0],
    ['Z', 0],
    ['+02:00', 120],
    ['-0530', -330],
    ['UTC+2', 120],
    ['GMT-05', -300],
  ])('%s is always %i minutes ahead', (name, minutes) => {
    const zone = createZone(name);
    for (let year = 1970; year <= 2037; year++) {
      for (const month of [0, 6]) {
        const at = Date.UTC(year, month, 15, 12);
        expect(zone.toPrinted(at)).toBe(at + minutes * MINUTE);
        expect(zone.toUtc(at + minutes * MINUTE)).toBe(at);
        expect(zone.isAmbiguous(at)).toBe(false);
      }
    }
  });

  it('knows a day that was skipped as a whole', () => {
    // Samoa went from -10 to +14 at the end of 29 December 2011.
    const zone = createZone('Pacific/Apia');
    expect(zone.toUtc(Date.UTC(2011, 11, 29, 23, 59))).toBe(Date.UTC(2011, 11, 30, 9, 59));
    expect(zone.toUtc(Date.UTC(2011, 11, 30, 12))).toBeNaN();
    expect(zone.toUtc(Date.UTC(2011, 11, 31))).toBe(Date.UTC(2011, 11, 30, 10));
  });

  it('knows summer time that pauses for a month', () => {
    // Morocco, 2017: Ramadan from 21 May 03:00 to 2 July 02:00.
    const zone = createZone('Africa/Casablanca');
    const noons = [Date.UTC(2017, 4, 20, 12), Date.UTC(2017, 5, 10, 12), Date.UTC(2017, 6, 3, 12)];
    expect(noons.map((noon) => zone.toPrinted(noon) - noon)).toEqual([HOUR, 0, HOUR]);
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'Africa/Casablanca',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    for (let noon = Date.UTC(2008, 0, 1, 12); noon < Date.UTC(2018, 0, 1); noon += 24 * HOUR) {
      expect(new Date(zone.toPrinted(noon)).getUTCHours()).toBe(Number(format.format(noon)));
    }
  });

  it.each(['America/New_York', 'Europe/Warsaw', 'Europe/London', 'Asia/Tokyo', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
    'finds each instant of %s by what the clocks print, in any order of questions',
    (name) => {
      const zone = createZone(name);
      const seconds = fc.integer({ min: 0, max: Date.UTC(2038, 0, 1) / 1000 - 1 });
      fc.assert(
        fc.property(seconds, (second) => {
          const utc = second * 1000;
          const printed = zone.toPrinted(utc);
          const found = [zone.toUtc(printed), zone.toLaterUtc(printed)];
          expect(found).toContain(utc);
          if (!zone.isAmbiguous(printed)) expect(found).toEqual([utc, utc]);
        }),
        { numRuns: 2000 },
      );
    },
  );

  it('agrees with Intl on every minute around a change, whatever was asked before', () => {
    const zone = createZone('America/New_York');
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (const change of [Date.UTC(2021, 2, 14, 7), Date.UTC(2021, 10, 7, 6)]) {
      for (let at = change - 3 * HOUR; at <= change + 3 * HOUR; at += MINUTE) {
        zone.toPrinted(change + (at % (2 * MINUTE) === 0 ? -1 : 1) * 100 * 24 * HOUR);
        expect(new Date(zone.toPrinted(at)).toISOString().slice(0, 19).replace('T', ' ')).toBe(format.format(at));
      }
    }
  });

  it('gives NaN for NaN and outside the years of prices', () => {
    const zone = createZone('Europe/Warsaw');
    expect(zone.toUtc(Number.NaN)).toBeNaN();
    expect(zone.toPrinted(Number.NaN)).toBeNaN();
    expect(zone.toPrinted(Date.UTC(2300, 0, 1))).toBeNaN();
    expect(zone.toUtc(Date.UTC(1700, 0, 1))).toBeNaN();
  });

  it.each(['Mars/Olympus', '', 'New York', '+25:00', 'UTC+2:75'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
    expect(() => createZone(name)).toThrow(expect.objectContaining({ code: 'import/unknown-time-zone' }));
  });

  it.each(['America/New_York', 'Asia/Kolkata', 'UTC', '+02:00', 'Etc/GMT+5'])('takes %s and keeps its name', (name) => {
    expect(isTimeZone(name)).toBe(true);
    expect(createZone(name).name).toBe(name);
  });
});
