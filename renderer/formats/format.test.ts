import { expect, it } from 'vitest';
import { createFormat } from './format.ts';

const en = createFormat('en');
const pl = createFormat('pl');
const space = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

it('writes numbers with a true minus and as the language does', () => {
  expect([en.change(-0.0123, 2), en.change(0.0123), en.change(0)]).toEqual(['−1.23%', '+1.2%', '0.0%']);
  expect([space(pl.percent(0.153)), space(pl.number(12345.6, 1)), space(pl.change(-0.5, 0))]).toEqual([
    '15,3%',
    '12 345,6',
    '−50%',
  ]);
});

it('chooses the decimals of a price by its size', () => {
  expect([en.price(1234.567), en.price(0.012345), en.price(2_500_000), en.price(5, 0.01)]).toEqual([
    '1,234.57',
    '0.01235',
    '2,500,000',
    '5.00000',
  ]);
});

it('never says certain', () => {
  expect([space(en.probability(0.001)), en.probability(0.673), space(en.probability(0.9999))]).toEqual([
    '< 1%',
    '67%',
    '> 99%',
  ]);
});

it('shows a dash for what has no value', () => {
  expect([en.number(NaN), en.percent(Infinity), en.price(NaN), en.date(NaN), en.time(NaN, '1m')]).toEqual([
    '–',
    '–',
    '–',
    '–',
    '–',
  ]);
});

it('writes times of bars in UTC, with the clock where bars are shorter than a day', () => {
  const time = Date.UTC(2026, 10, 21, 9, 5);
  expect([en.time(time, '1d'), en.time(time, '5m'), pl.date(time)]).toEqual([
    '21 Nov 2026',
    '21 Nov 2026, 09:05',
    '21 lis 2026',
  ]);
});

it('says how long something will take and how long ago it was', () => {
  expect([en.secondsLeft(0.2), en.secondsLeft(95), en.secondsLeft(5400)].map(space)).toEqual([
    '1 sec left',
    '2 min left',
    '1.5 hr left',
  ]);
  expect([en.ago(0, 30_000), en.ago(0, 3 * 3_600_000), pl.ago(0, 2 * 86_400_000)]).toEqual([
    'this minute',
    '3 hours ago',
    'przedwczoraj',
  ]);
});
