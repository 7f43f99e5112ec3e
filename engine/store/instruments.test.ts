import { expect } from 'vitest';
import { addInstrument, findInstrument, listInstruments, setCurrency } from './instruments.ts';
import { it } from './workspace.test-data.ts';

it('instruments are found by their symbol and listed in its order', ({ database }) => {
  const id = addInstrument(database, { symbol: 'MSFT', currency: 'USD', simulated: false }, 1);
  addInstrument(database, { symbol: 'ALPHA', currency: 'XXX', simulated: true }, 2);
  expect(findInstrument(database, 'MSFT')).toEqual({ id, symbol: 'MSFT', currency: 'USD', simulated: false });
  expect(findInstrument(database, 'ALPHA')?.simulated).toBe(true);
  expect(findInstrument(database, 'msft')).toBeUndefined();
  expect(listInstruments(database).map((instrument) => instrument.symbol)).toEqual(['ALPHA', 'MSFT']);
  expect(() => addInstrument(database, { symbol: 'MSFT', currency: 'EUR', simulated: false }, 3)).toThrow(/UNIQUE/);
});

it('a currency can be named where there was none, and only there', ({ database }) => {
  const unknown = addInstrument(database, { symbol: 'AAA', currency: 'XXX', simulated: false }, 1);
  const known = addInstrument(database, { symbol: 'BBB', currency: 'USD', simulated: false }, 1);
  expect(setCurrency(database, unknown, 'PLN')).toBe(true);
  expect(setCurrency(database, unknown, 'EUR')).toBe(false);
  expect(setCurrency(database, known, 'EUR')).toBe(false);
  expect(listInstruments(database).map((instrument) => instrument.currency)).toEqual(['PLN', 'USD']);
});
