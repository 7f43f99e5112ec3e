import { expect, it } from 'vitest';
import { isImportFileName, isPriceFileName, mayBeNote, withoutExtensions } from './price-file-names.ts';

it.each([
  ['a.csv', true, true, false, 'a'],
  ['a.TSV.gz', true, true, false, 'a'],
  ['a.txt', true, true, true, 'a'],
  ['a.json.gz', true, true, true, 'a'],
  ['a.zip', false, true, false, 'a'],
  ['a.csv.zip', false, true, false, 'a'],
  ['a.gz', false, true, false, 'a'],
  ['a.csv.bak', false, false, false, 'a.csv.bak'],
  ['csv', false, false, false, 'csv'],
])('%s', (name, isPrices, isImport, isNote, stem) => {
  expect([isPriceFileName(name), isImportFileName(name), mayBeNote(name)]).toEqual([isPrices, isImport, isNote]);
  expect(withoutExtensions(name)).toBe(stem);
});
