import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveTimes, type PrintedTimes, type ResolvedTimes } from './resolve-times.ts';
import { createZone } from './time-zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEW_YORK = 'America/New_York';

/** 2022-01-03 or 2022-01-03 09:30 as if UTC. */
function at(text: string): number {
  return Date.parse(`${text.length === 10 ? `${text} 00:00` : text}Z`.replace(' ', 'T'));
}

function resolve(
  printed: readonly number[],
  given: Partial<Omit<PrintedTimes, 'printed' | 'offsetMs'>> & { offsets?: readonly number[] } = {},
): ResolvedTimes {
  return resolveTimes({
    printed: Float64Array.from(printed),
    offsetMs: given.offsets === undefined ? null : Float64Array.from(given.offsets),
    timeZone: given.timeZone ?? null,
    stamps: given.stamps ?? null,
  });
}

/** `count` instants from `start` on, every `step` ms. */
function instants(start: number, count: number, step = MINUTE): number[] {
  return Array.from({ length: count }, (_, i) => start + i * step);
}

describe('resolveTimes of days', () => {
  it('takes the day as printed, whatever the time and offset behind it', () => {
    const days = ['2022-01-03', '2022-01-04', '2022-01-05'].map(at);
    const expected = { timeframe: '1d', stamps: 'day', timeZone: 'UTC', zoneAssumed: false, order: 'ascending' };
    for (const offset of [Number.NaN, 8 * HOUR, -5 * HOUR, 0]) {
      const found = resolve(days, { offsets: days.map(() => offset) });
      expect([...found.time]).toEqual(days);
      expect(found).toMatchObject(expected);
    }
    const evenings = days.map((day) => day + 16 * HOUR);
    expect([...resolve(evenings).time]).toEqual(days);
    expect([...resolve(evenings, { timeZone: NEW_YORK, offsets: days.map(() => -5 * HOUR) }).time]).toEqual(days);
  });

  it('takes instants at offset 0 to the day of the stated zone', () => {
    // Midnights of New York before and after summer time begins.
    const stamps = ['2005-04-01 05:00', '2005-04-04 04:00', '2005-04-05 04:00'].map(at);
    const found = resolve(stamps, { offsets: [0, 0, 0], timeZone: NEW_YORK });
    expect([...found.time]).toEqual(['2005-04-01', '2005-04-04', '2005-04-05'].map(at));
    expect(found).toMatchObject({ timeframe: '1d', stamps: 'day', timeZone: NEW_YORK, zoneAssumed: false });
    // Midnights of Warsaw lie on the day before in UTC.
    const warsaw = ['2021-01-03 23:00', '2021-01-04 23:00'].map(at);
    expect([...resolve(warsaw, { offsets: [0, 0], timeZone: 'Europe/Warsaw' }).time]).toEqual(
      ['2021-01-04', '2021-01-05'].map(at),
    );
    // Without a zone, a Sunday tells that they are midnights east of Greenwich.
    expect([...resolve(warsaw, { offsets: [0, 0] }).time]).toEqual(['2021-01-04', '2021-01-05'].map(at));
  });

  it('takes midnight UTC for the day that it names, also west of Greenwich', () => {
    const days = ['2022-01-03', '2022-01-04'].map(at);
    expect([...resolve(days, { offsets: [0, 0], timeZone: NEW_YORK }).time]).toEqual(days);
  });

  it.each([
    ['1d', 1],
    ['1w', 7],
    ['1mo', 30],
  ] as const)('knows bars of %s', (timeframe, days) => {
    expect(resolve(instants(at('2020-01-06'), 10, days * DAY)).timeframe).toBe(timeframe);
  });

  it('takes a single midnight for a daily bar, and no other single time', () => {
    expect(resolve([at('2022-01-03')])).toMatchObject({ timeframe: '1d', stamps: 'day' });
    expect(resolve([at('2022-01-03'), at('2022-01-03')])).toMatchObject({ timeframe: '1d', stamps: 'day' });
    const polygon = resolve([at('2005-04-04 04:00')], { offsets: [0], timeZone: NEW_YORK });
    expect([...polygon.time]).toEqual([at('2005-04-04')]);
    expect(() => resolve([at('2022-01-03 09:30')])).toThrow(
      expect.objectContaining({ code: 'import/unknown-timeframe' }),
    );
  });

  it.each([
    [[0, 1, 1, 2], 'ascending'],
    [[2, 1, 0], 'descending'],
    [[0, 2, 1], 'unordered'],
  ])('days %j are %s', (days, order) => {
    expect(resolve(days.map((day) => at('2022-01-03') + day * DAY)).order).toBe(order);
  });

  it('gives nothing for nothing', () => {
    expect([...resolve([]).time]).toEqual([]);
  });
});

describe('resolveTimes of shorter bars', () => {
  it('goes by printed offsets, then by the zone, then by UTC, and says when it had to assume that', () => {
    const printed = instants(at('2022-01-03 09:30'), 30);
    const offset = resolve(printed, { offsets: printed.map(() => -5 * HOUR) });
    expect(offset.time[0]).toBe(at('2022-01-03 14:30'));
    expect(offset).toMatchObject({ timeframe: '1m', stamps: 'open', timeZone: 'UTC', zoneAssumed: false });
    const zoned = resolve(printed, { timeZone: NEW_YORK });
    expect([...zoned.time]).toEqual([...offset.time]);
    expect(zoned).toMatchObject({ timeZone: NEW_YORK, zoneAssumed: false });
    const neither = resolve(printed);
    expect([...neither.time]).toEqual(printed);
    expect(neither).toMatchObject({ timeZone: 'UTC', zoneAssumed: true });
    const epoch = resolve(printed, { offsets: printed.map(() => 0), timeZone: NEW_YORK });
    expect([...epoch.time]).toEqual(printed);
    const partly = resolve(printed, {
      offsets: printed.map((_, i) => (i === 0 ? Number.NaN : -5 * HOUR)),
      timeZone: NEW_YORK,
    });
    expect([...partly.time]).toEqual([...offset.time]);
  });

  it('moves stamps of the close back by one bar, stated or told by the sessions', () => {
    const printed = [11, 12, 13].flatMap((day) => instants(at(`2019-02-${day} 09:31`), 390));
    const found = resolve(printed, { timeZone: NEW_YORK });
    expect(found.stamps).toBe('close');
    expect(found.time[0]).toBe(at('2019-02-11 14:30'));
    expect(found.time.at(-1)).toBe(at('2019-02-13 20:59'));
    const stated = resolve(printed, { timeZone: NEW_YORK, stamps: 'open' });
    expect(stated.stamps).toBe('open');
    expect(stated.time[0]).toBe(at('2019-02-11 14:31'));
    const byDefault = resolve(instants(at('2019-02-11 09:30'), 3), { stamps: 'close' });
    expect(byDefault).toMatchObject({ stamps: 'close' });
    expect(byDefault.time[0]).toBe(at('2019-02-11 09:29'));
  });

  it('looks at sessions in the stated zone where the file counts instants', () => {
    // 14:31 and 21:00 UTC are 09:31 and 16:00 in New York, and beside all half hours in Nepal.
    const printed = [11, 12, 13].flatMap((day) => instants(at(`2019-02-${day} 14:31`), 390));
    const offsets = printed.map(() => 0);
    expect(resolve(printed, { offsets, timeZone: NEW_YORK }).stamps).toBe('close');
    const kathmandu = resolve(printed, { offsets, timeZone: 'Asia/Kathmandu' });
    expect(kathmandu.stamps).toBe('open');
  });

  it('gives NaN for times that the clocks skip, and still knows the order', () => {
    const printed = [
      '2021-03-14 01:58',
      '2021-03-14 01:59',
      '2021-03-14 02:00',
      '2021-03-14 02:59',
      '2021-03-14 03:00',
    ];
    const found = resolve(printed.map(at), { timeZone: NEW_YORK, stamps: 'open' });
    expect([...found.time]).toEqual([
      at('2021-03-14 06:58'),
      at('2021-03-14 06:59'),
      Number.NaN,
      Number.NaN,
      at('2021-03-14 07:00'),
    ]);
    expect(found.order).toBe('ascending');
    const goesBack = [...printed.slice(0, 3), '2021-03-14 01:57'].map(at);
    expect(resolve(goesBack, { timeZone: NEW_YORK }).order).toBe('unordered');
    expect(found.ambiguous).toEqual({ resolved: [], unresolved: [] });
  });

  it.each([
    ['bars of 7 minutes', instants(at('2022-01-03'), 50, 7 * MINUTE)],
    ['trades', [0, 10, 510, 530, 1530, 1600, 4000].map((ms) => at('2022-01-03 09:30') + ms)],
  ])('refuses %s', (_, printed) => {
    expect(() => resolve(printed)).toThrow(expect.objectContaining({ code: 'import/unknown-timeframe' }));
  });

  it('refuses an unknown zone', () => {
    expect(() => resolve([at('2022-01-03')], { timeZone: 'Mars/Olympus' })).toThrow(
      expect.objectContaining({ code: 'import/unknown-time-zone' }),
    );
  });
});

describe('resolveTimes in autumn', () => {
  // The clocks go back at 06:00 UTC: 05:00 to 06:59 UTC print as 01:00 to 01:59 twice.
  const CHANGE = at('2021-11-07 06:00');
  const zone = createZone(NEW_YORK);
  const print = (utc: readonly number[]): number[] => utc.map((time) => zone.toPrinted(time));

  it.each([
    ['1m', MINUTE],
    ['5m', 5 * MINUTE],
    ['30m', 30 * MINUTE],
    ['1h', HOUR],
  ] as const)('tells the two hours apart by the order of bars of %s', (timeframe, step) => {
    const utc = instants(CHANGE - 5 * HOUR, (10 * HOUR) / step, step);
    const repeated = utc.flatMap((time, i) => (Math.abs(time - CHANGE + 0.5) < HOUR ? [i] : []));
    const found = resolve(print(utc), { timeZone: NEW_YORK });
    expect([...found.time]).toEqual(utc);
    expect(found).toMatchObject({ timeframe, order: 'ascending', ambiguous: { resolved: repeated, unresolved: [] } });
    const newestFirst = resolve(print(utc.toReversed()), { timeZone: NEW_YORK });
    expect([...newestFirst.time]).toEqual(utc.toReversed());
    expect(newestFirst).toMatchObject({ timeframe, order: 'descending' });
    expect(newestFirst.ambiguous.unresolved).toEqual([]);
  });

  it('moves stamps of the close back after telling them apart', () => {
    const utc = instants(CHANGE - 5 * HOUR, 600);
    const found = resolve(print(utc), { timeZone: NEW_YORK, stamps: 'close' });
    expect([...found.time]).toEqual(utc.map((time) => time - MINUTE));
    expect(found.ambiguous.unresolved).toEqual([]);
  });

  it('knows the half hour of Lord Howe', () => {
    const change = at('2019-04-06 15:00');
    const island = createZone('Australia/Lord_Howe');
    for (const step of [MINUTE, 30 * MINUTE]) {
      const utc = instants(change - 2 * HOUR, (4 * HOUR) / step, step);
      const printed = utc.map((time) => island.toPrinted(time));
      const found = resolve(printed, { timeZone: 'Australia/Lord_Howe' });
      expect([...found.time]).toEqual(utc);
      expect(found.ambiguous.resolved).toHaveLength(HOUR / step);
    }
  });

  it('tells thin bars apart as long as one goes back', () => {
    const minutes = [-200, -199, -198, -130, -50, -20, -19, 15, 45, 46, 70, 71, 72];
    const utc = minutes.map((minute) => CHANGE + minute * MINUTE);
    const found = resolve(print(utc), { timeZone: NEW_YORK });
    expect([...found.time]).toEqual(utc);
    expect(found.ambiguous).toEqual({ resolved: [4, 5, 6, 7, 8, 9], unresolved: [] });
  });

  it('takes the first occurrence and says so where none goes back', () => {
    // 01:10 and 01:15 in winter time only.
    const minutes = [-200, -199, -198, 10, 15, 16, 70, 71];
    const utc = minutes.map((minute) => CHANGE + minute * MINUTE);
    const found = resolve(print(utc), { timeZone: NEW_YORK });
    expect(found.ambiguous).toEqual({ resolved: [], unresolved: [3, 4, 5] });
    expect(found.time[3]).toBe(utc[3]! - HOUR);
    expect(found.time[2]).toBe(utc[2]);
    expect(found.time[6]).toBe(utc[6]);
  });

  it('does not take duplicates of minute bars for another hour', () => {
    const printed = print(instants(CHANGE - 4 * HOUR, 4 * 60));
    const found = resolve([...printed.slice(0, 200), printed[199]!, ...printed.slice(200)], { timeZone: NEW_YORK });
    expect(found.ambiguous.resolved).toEqual([]);
    expect(found.ambiguous.unresolved).toHaveLength(61);
    const whole = print(instants(CHANGE - 4 * HOUR, 8 * 60));
    const repeated = resolve([...whole.slice(0, 200), whole[199]!, ...whole.slice(200)], { timeZone: NEW_YORK });
    expect(repeated.ambiguous).toMatchObject({ unresolved: [] });
    expect(repeated.time.at(-1)).toBe(CHANGE + 4 * HOUR - MINUTE);
  });

  it('does not trust a run that goes back twice', () => {
    const utc = instants(CHANGE - 4 * HOUR, 8 * 60);
    const printed = print(utc);
    // 01:05 once more in the midst of the second hour.
    printed[270] = printed[245]!;
    const found = resolve(printed, { timeZone: NEW_YORK });
    expect(found.ambiguous.resolved).toEqual([]);
    expect(found.ambiguous.unresolved).toHaveLength(120);
  });

  it('cannot tell in a file without a direction, nor beside rows in the wrong order', () => {
    const utc = instants(CHANGE - 4 * HOUR, 8 * 60);
    const printed = print(utc);
    const shuffled = printed.map((_, i) => printed[(i * 77) % printed.length]!);
    expect(resolve(shuffled, { timeZone: NEW_YORK }).ambiguous.resolved).toEqual([]);
    expect(resolve(shuffled, { timeZone: NEW_YORK }).ambiguous.unresolved).toHaveLength(120);
    const misplaced = [...printed.slice(180, 300), ...printed.slice(0, 180), ...printed.slice(300)];
    expect(resolve(misplaced, { timeZone: NEW_YORK }).ambiguous).toMatchObject({ resolved: [] });
  });

  it('leaves rows alone that print their offset', () => {
    const utc = instants(CHANGE - 4 * HOUR, 8 * 60);
    const printed = print(utc);
    const found = resolve(printed, { offsets: printed.map((time, i) => time - utc[i]!), timeZone: NEW_YORK });
    expect([...found.time]).toEqual(utc);
    expect(found.ambiguous).toEqual({ resolved: [], unresolved: [] });
  });

  it('finds every instant of minute bars with gaps around both changes of a year', () => {
    const spring = at('2021-03-14 07:00');
    const gaps = fc.array(fc.boolean(), { minLength: 600, maxLength: 600 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(spring, CHANGE), fc.boolean(), (present, change, isNewestFirst) => {
        const utc = instants(change - 5 * HOUR, 600).filter((_, i) => present[i]!);
        fc.pre(utc.length > 300);
        if (isNewestFirst) utc.reverse();
        const found = resolve(print(utc), { timeZone: NEW_YORK, stamps: 'open' });
        expect([...found.time]).toEqual(utc);
        expect(found.ambiguous.unresolved).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('resolveTimes of shuffled rows', () => {
  it.each([
    ['minutes', MINUTE, 500],
    ['hours', HOUR, 300],
    ['days', DAY, 100],
    ['weeks', 7 * DAY, 50],
  ] as const)('gives the same times of %s', (_, step, count) => {
    // June to July has no change of the clocks, and longer bars do not mind.
    const printed = instants(at('2021-06-07'), count, step);
    const straight = resolve(printed, { timeZone: NEW_YORK });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          printed.map((_, i) => i),
          { minLength: count },
        ),
        (order) => {
          const shuffled = resolve(
            order.map((i) => printed[i]!),
            { timeZone: NEW_YORK },
          );
          expect([...shuffled.time]).toEqual(order.map((i) => straight.time[i]));
          expect([shuffled.timeframe, shuffled.stamps]).toEqual([straight.timeframe, straight.stamps]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
