import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findCurrentSnapshot } from '#engine/store/bars.ts';
import { findInstrument } from '#engine/store/instruments.ts';
import { it } from '#engine/store/workspace.test-data.ts';
import { importOne } from '#engine/market-data/price-file.test-data.ts';
import { translateOrKeep } from '#contract/phrases.ts';

it.each([
  ['the low is missing', 'brakuje: minimum'],
  ['the adjusted close is missing', 'brakuje: skorygowane zamknięcie'],
  ['the close -3 is not above zero', 'zamknięcie: -3 nie jest większe od zera'],
  ['the volume -3 is negative', 'wolumen: -3 jest ujemne'],
  ['the volume “x” is not a number', 'wolumen: „x” nie jest liczbą'],
  ['the date “31.02” is no calendar day written like the others', 'data „31.02” nie jest dniem zapisanym tak jak inne'],
  ['the date 2099-01-01 lies in the future', 'data 2099-01-01 jest w przyszłości'],
  ['the clocks of Europe/Warsaw skipped 2020-03-29 02:30', 'zegary strefy Europe/Warsaw pominęły 2020-03-29 02:30'],
  ['the row has 3 fields, the header 6', 'liczba pól w wierszu: 3, w nagłówku: 6'],
  ['duplicate of row 7', 'powtórzenie wiersza 7'],
  [
    'rows 7 and 8 give different values for the same time; row 8 was kept',
    'wiersze 7 i 8 podają różne wartości dla tego samego czasu; zachowano wiersz 8',
  ],
  ['scaler of rsi', 'skaler cechy rsi'],
  ['a label over 14 bars of the train part', 'etykieta, horyzont w słupkach: 14, część ucząca'],
  ['the last bar of a window of the test part', 'ostatni słupek okna, część testowa'],
  ['native 0.1.0, avx512, 2 threads', 'native 0.1.0, avx512, wątki: 2'],
  ['something new', 'something new'],
])('says %j in Polish', (english, polish) => {
  expect(translateOrKeep(english)).toBe(polish);
});

/** Rows that it takes: of more than one bad row in five a file is refused as a whole. */
const goodRows = Array.from({ length: 60 }, (_, i) => {
  const day = new Date(Date.UTC(2021, 0, 1 + i)).toISOString().slice(0, 10);
  return `${day},10,11,9,10,10,5`;
});

/** Rows that the importer refuses for one reason each. */
const badRows = [
  '2020-01-02,10,11,9,10,10,5',
  '2020-01-03,10,11,,10,10,5',
  '2020-01-06,10,11,-9,10,10,5',
  '2020-01-07,10,11,9,10,10,-5',
  '2020-01-08,10,11,9,10,10,x',
  '2020-01-08,ten,11,9,10,10,5',
  '2020-02-31,10,11,9,10,10,5',
  '2099-01-01,10,11,9,10,10,5',
  '2020-01-09,10,11',
  '2020-01-10,10,11,9,10,10,5',
  '2020-01-10,10,11,9,10,10,5',
  '2020-01-13,10,11,9,10,10,5',
  '2020-01-13,10,11,9,10.5,10.5,5',
  '2020-01-14,10,11,9,10,0,5',
  '2020-01-15,10,11,9,10,,5',
  '2020-01-16,10,11,9,10,10,5',
];

it('leaves no reason in English for which the importer refuses a row', async ({ database, folder }) => {
  const path = join(folder, 'aaa.csv');
  writeFileSync(path, `${['Date,Open,High,Low,Close,Adj Close,Volume', ...badRows, ...goodRows].join('\n')}\n`);
  await importOne(database, path);
  const snapshot = findCurrentSnapshot(database, findInstrument(database, 'AAA')!.id, '1d')!;
  const reasons = snapshot.refusedRows.map(({ reason }) => reason);
  expect(reasons.length).toBeGreaterThanOrEqual(11);
  for (const reason of reasons) expect(translateOrKeep(reason)).not.toMatch(/\b(the|is|of|not|row|rows|has)\b/);
});
