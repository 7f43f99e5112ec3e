import { describe, expect, it } from 'vitest';
import { createTickWriter, placeTimeTicks, weighBreak } from './time-ticks.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const DAY = 86_400_000;

it.each([
  ['2019-12-31', '2020-01-01', 13],
  ['2024-12-31', '2025-01-01', 12],
  ['2025-12-31', '2026-01-02', 11],
  ['2026-12-31', '2027-01-04', 10],
  ['2026-06-30', '2026-07-01', 9],
  ['2026-03-31', '2026-04-01', 8],
  ['2026-04-30', '2026-05-04', 7],
  ['2026-05-08', '2026-05-11', 6],
  ['2026-05-11', '2026-05-12', 5],
  ['2026-05-11T11:59', '2026-05-11T12:00', 4],
  ['2026-05-11T12:59', '2026-05-11T13:00', 3],
  ['2026-05-11T13:14', '2026-05-11T13:15', 2],
  ['2026-05-11T13:04', '2026-05-11T13:05', 1],
  ['2026-05-11T13:05', '2026-05-11T13:06', 0],
])('from %s to %s is a break of %d', (before, after, weight) => {
  expect(weighBreak(at(before), at(after))).toBe(weight);
});

it('a bucket of several years steps over the round one too', () => {
  expect(weighBreak(at('2018-06-01'), at('2022-06-01'))).toBe(13);
});

describe('ticks', () => {
  const days = Array.from({ length: 400 }, (_, i) => at('2025-11-20') + i * DAY);

  it('are as many as there is room for, the stronger ones first', () => {
    const write = createTickWriter('en');
    const labels = (pixels: number): string =>
      placeTimeTicks(days, (i) => i * pixels, 60)
        .map(({ index, weight }) => write(days[index]!, weight))
        .join(' ');
    expect(labels(2.5)).toBe('Dec 2026 Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec');
    expect(labels(0.8)).toBe('2026 Apr Jul Oct');
    expect(labels(0.1)).toBe('2026');
  });

  it('stay the same places while the view moves', () => {
    const xOf = (i: number): number => i * 2.5;
    const whole = placeTimeTicks(days, xOf, 60).map(({ index }) => days[index]!);
    const moved = days.slice(17);
    const later = placeTimeTicks(moved, xOf, 60).map(({ index }) => moved[index]!);
    expect(later.every((time) => whole.includes(time))).toBe(true);
  });

  it('never stand closer than most of the gap', () => {
    const xOf = (i: number): number => i * 11;
    const ticks = placeTimeTicks(days, xOf, 64);
    for (let i = 1; i < ticks.length; i++)
      expect(xOf(ticks[i]!.index) - xOf(ticks[i - 1]!.index)).toBeGreaterThanOrEqual(64 * 0.7);
  });
});

it('writes in the language of the reader', () => {
  expect(createTickWriter('pl')(at('2026-05-01'), 7)).toBe('maj');
  expect(createTickWriter('en')(at('2026-05-11T13:15'), 2)).toBe('13:15');
});
