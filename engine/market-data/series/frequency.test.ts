import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesFrequency } from '#contract/api/market-data.ts';
import { joinAsOf } from './as-of-join.ts';
import { availableFrom, detectFrequency, guessDated, maxAgesMs, statedDated, type Dated } from './frequency.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const times = (...days: readonly string[]): Float64Array =>
  Float64Array.from(days, (day) => Date.parse(day.length > 10 ? day : `${day}T00:00:00Z`));
const dates = (time: Float64Array): string[] => Array.from(time, (t) => new Date(t).toISOString().slice(0, 16));

describe('detectFrequency', () => {
  it.each<[SeriesFrequency, Float64Array]>([
    ['intraday', times('2020-01-02T09:00:00Z', '2020-01-02T10:00:00Z', '2020-01-02T11:00:00Z', '2020-01-03T09:00:00Z')],
    ['day', times('2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07')],
    ['week', times('2020-01-03', '2020-01-10', '2020-01-16', '2020-01-24')],
    ['month', times('2020-01-01', '2020-02-01', '2020-03-01', '2020-04-01')],
    ['month', times('2020-01-31', '2020-02-29', '2020-03-31')],
    ['quarter', times('2020-01-01', '2020-04-01', '2020-07-01', '2020-10-01')],
    ['irregular', times('2020-01-01', '2021-01-01', '2022-01-01')],
    ['irregular', times('2020-01-01', '2020-01-16', '2020-02-01')],
    ['irregular', times('2020-01-01')],
  ])('%s', (frequency, time) => {
    expect(detectFrequency(time)).toBe(frequency);
  });
});

describe('availableFrom', () => {
  const known = (lagMs: number, ...days: readonly string[]): string[] => {
    const time = times(...days);
    return dates(availableFrom(time, detectFrequency(time), lagMs));
  };

  it('a day from the next one on', () => {
    expect(known(0, '2020-01-02', '2020-01-03')).toEqual(['2020-01-03T00:00', '2020-01-04T00:00']);
  });

  it('with the lag on top', () => {
    expect(known(36 * HOUR, '2020-01-02', '2020-01-03')).toEqual(['2020-01-04T12:00', '2020-01-05T12:00']);
  });

  it('a month that is dated by its first day from the next month on, in leap years too', () => {
    expect(known(0, '2019-12-01', '2020-01-01', '2020-02-01')).toEqual([
      '2020-01-01T00:00',
      '2020-02-01T00:00',
      '2020-03-01T00:00',
    ]);
  });

  it('a month that is dated by its last day from the day after', () => {
    expect(known(0, '2019-12-31', '2020-01-31', '2020-02-29')).toEqual([
      '2020-01-01T00:00',
      '2020-02-01T00:00',
      '2020-03-01T00:00',
    ]);
  });

  it('a quarter or a year that is dated by its first day when it is over', () => {
    expect(known(0, '2020-01-01', '2020-04-01', '2020-07-01').at(-1)).toBe('2020-10-01T00:00');
    expect(known(0, '2020-01-01', '2021-01-01', '2022-01-01').at(-1)).toBe('2023-01-01T00:00');
  });

  it('a month or a year that is dated by its first trading day when it is over, however few dates are another day', () => {
    const months = Array.from(
      { length: 36 },
      (_, i) => `${2017 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const ends = [...months.slice(1), '2020-01'].map((month) => `${month}-01T00:00`);
    expect(known(0, ...months.map((month, i) => `${month}-${i === 7 ? '02' : '01'}`))).toEqual(ends);
    expect(known(0, ...months.map((month, i) => `${month}-0${(i % 3) + 1}`))).toEqual(ends);
    expect(known(0, ...months.map((month, i) => `${month}-${i % 2 === 0 ? '01' : '04'}`))[1]).toBe('2017-03-04T00:00');
    expect(known(0, '2018-01-02', '2019-01-02', '2020-01-02').at(-1)).toBe('2021-01-01T00:00');
  });

  it('a date late in its month among starts is no exception, nor later known than the one after it', () => {
    expect(known(0, '2019-12-01', '2020-01-31', '2020-02-01', '2020-03-01', '2020-04-01').slice(1, 3)).toEqual([
      '2020-03-01T00:00',
      '2020-03-01T00:00',
    ]);
  });

  it('a week when it is over, unless it is dated by a Friday or a Saturday', () => {
    expect(known(0, '2020-01-05', '2020-01-12', '2020-01-19')[0]).toBe('2020-01-12T00:00');
    expect(known(0, '2020-01-06', '2020-01-13', '2020-01-20')[0]).toBe('2020-01-13T00:00');
    expect(known(0, '2020-01-06', '2020-01-13', '2020-01-21', '2020-01-27')[0]).toBe('2020-01-13T00:00');
    expect(known(0, '2020-01-08', '2020-01-15', '2020-01-22')[0]).toBe('2020-01-15T00:00');
    expect(known(0, '2020-01-03', '2020-01-10', '2020-01-17')[0]).toBe('2020-01-04T00:00');
    expect(known(0, '2020-01-04', '2020-01-11', '2020-01-18')[0]).toBe('2020-01-05T00:00');
  });

  it.each<[Dated, readonly string[], string]>([
    ['end', ['2020-01-05', '2020-01-12', '2020-01-19'], '2020-01-06T00:00'],
    ['start', ['2020-01-03', '2020-01-10', '2020-01-17'], '2020-01-10T00:00'],
    ['end', ['2020-01-01', '2020-02-01', '2020-03-01'], '2020-01-02T00:00'],
    ['start', ['2020-01-15', '2020-02-15', '2020-03-15'], '2020-02-15T00:00'],
    ['start', ['2020-01-01', '2020-01-15', '2020-02-01'], '2020-01-18T00:00'],
    ['start', ['2020-01-02', '2020-01-03'], '2020-01-03T00:00'],
    ['end', ['2020-01-02T09:00:00Z', '2020-01-02T10:00:00Z'], '2020-01-02T09:00'],
    ['start', ['2020-01-02T09:00:00Z', '2020-01-02T10:00:00Z'], '2020-01-02T10:00'],
  ])('as it is stated: by the %s of %j', (dated, days, first) => {
    const time = times(...days);
    expect(dates(availableFrom(time, detectFrequency(time), 0, dated))[0]).toBe(first);
  });

  it('an instant at once', () => {
    expect(known(HOUR, '2020-01-02T09:00:00Z', '2020-01-02T10:00:00Z')).toEqual([
      '2020-01-02T10:00',
      '2020-01-02T11:00',
    ]);
  });
});

describe('statedDated', () => {
  it.each<[readonly string[], Dated, Dated | undefined]>([
    [['2020-01-05', '2020-01-12', '2020-01-19'], 'end', 'end'],
    [['2020-01-05', '2020-01-12', '2020-01-19'], 'start', 'start'],
    [['2020-01-03', '2020-01-10', '2020-01-17'], 'start', 'start'],
    [['2020-01-03', '2020-01-10', '2020-01-17'], 'end', undefined],
    [['2020-01-02T09:00:00Z', '2020-01-02T10:00:00Z'], 'start', 'start'],
    [['2020-01-02', '2020-01-03'], 'start', undefined],
  ])('of %j by the %s', (days, dated, stated) => {
    const time = times(...days);
    const frequency = detectFrequency(time);
    const lagMs = 2 * DAY;
    expect(statedDated({ time, frequency, lagMs, availableAt: availableFrom(time, frequency, lagMs, dated) })).toBe(
      stated,
    );
  });
});

describe('a value in a join', () => {
  it('is never seen before its day is over and the lag has passed, nor when it is too old', () => {
    const step = fc.constantFrom(DAY / 24, DAY, 7 * DAY, 40 * DAY);
    const series = fc
      .tuple(step, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 40 }))
      .map(([length, steps]) => {
        let at = Date.UTC(2020, 0, 1);
        return Float64Array.from(steps, (count) => (at += count * length));
      });
    const bars = fc.array(fc.integer({ min: 0, max: 24 * 600 }), { maxLength: 60 }).map((hours) =>
      Float64Array.from(
        [...new Set(hours)].sort((a, b) => a - b),
        (hour) => Date.UTC(2019, 11, 20) + hour * HOUR,
      ),
    );
    fc.assert(
      fc.property(
        series,
        bars,
        fc.integer({ min: 0, max: 100 }),
        fc.option(fc.constantFrom<Dated>('start', 'end')),
        (time, barTimes, lagHours, stated) => {
          const frequency = detectFrequency(time);
          const lag = lagHours * HOUR;
          const availableAt = availableFrom(time, frequency, lag, stated ?? guessDated(time, frequency));
          expect([...availableAt]).toEqual([...availableAt].sort((a, b) => a - b));
          // The value tells which one it is.
          const joined = joinAsOf(
            barTimes,
            availableAt,
            time.map((_, i) => i),
            maxAgesMs[frequency],
          );
          joined.forEach((i, t) => {
            const bar = barTimes[t]!;
            const newest = availableAt.findLastIndex((at) => at <= bar);
            if (Number.isNaN(i)) {
              expect(newest === -1 || bar - availableAt[newest]! > maxAgesMs[frequency]).toBe(true);
              return;
            }
            expect(i).toBe(newest);
            expect(bar).toBeGreaterThanOrEqual(time[i]! + lag + (frequency === 'intraday' ? 0 : DAY));
            expect(bar - availableAt[i]!).toBeLessThanOrEqual(maxAgesMs[frequency]);
          });
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });
});
