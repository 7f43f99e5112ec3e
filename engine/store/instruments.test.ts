import { expect } from 'vitest';
import { addInstrument, findInstrument, listInstruments } from './instruments.ts';
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
