import { expect, it } from 'vitest';
import { noChoices, requestOf } from './import-choices.ts';

it('states nothing that the user has not stated', () => {
  expect(requestOf(['a.csv'], noChoices)).toEqual({ paths: ['a.csv'], repair: false, replace: false });
});

it('states what the user has', () => {
  const choices = {
    ...noChoices,
    symbol: ' AAPL ',
    currency: 'usd',
    timeZone: 'UTC',
    stamps: 'close',
    adjustment: 'none',
    dayOrder: 'day-first',
    repair: true,
  } as const;
  expect(requestOf(['a.csv'], choices)).toEqual({
    paths: ['a.csv'],
    repair: true,
    replace: false,
    symbol: 'AAPL',
    currency: 'USD',
    timeZone: 'UTC',
    stamps: 'close',
    adjustment: 'none',
    dayOrder: 'day-first',
  });
});
