import { expect, it } from 'vitest';
import { coverageOf, keyOfSeries, usersOf } from './series-use.ts';

it('a series is known by its name, and one of an instrument by that too', () => {
  expect(keyOfSeries({ name: 'vix', symbol: null })).toBe('vix');
  expect(keyOfSeries({ name: 'sentiment', symbol: 'BRK.B' })).toBe('sentiment:BRK.B');
});

it('is used by models that name it, and one of an instrument by those that know the instrument', () => {
  const a = { series: ['vix'], symbols: ['AAA'] };
  const b = { series: ['vix', 'rates'], symbols: ['BBB'] };
  expect(usersOf({ name: 'vix', symbol: null }, [a, b])).toEqual([a, b]);
  expect(usersOf({ name: 'vix', symbol: 'BBB' }, [a, b])).toEqual([b]);
  expect(usersOf({ name: 'gold', symbol: null }, [a, b])).toEqual([]);
});

it('covers a share of the span of its bars', () => {
  const histories = [
    { symbol: 'AAA', from: 0, to: 100 },
    { symbol: 'BBB', from: 100, to: 200 },
  ];
  expect(coverageOf({ symbol: null, from: -50, to: 50 }, histories)).toBe(0.25);
  expect(coverageOf({ symbol: 'BBB', from: 150, to: 500 }, histories)).toBe(0.5);
  expect(coverageOf({ symbol: 'BBB', from: 0, to: 50 }, histories)).toBe(0);
  expect(coverageOf({ symbol: 'CCC', from: 0, to: 50 }, histories)).toBeNull();
});
