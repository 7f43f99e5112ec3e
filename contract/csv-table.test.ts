import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeCsv, type CsvValue } from './csv-table.ts';

/** A reader by the grammar of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        field += text.charAt(at);
      }
      at++;
    } else {
      while (text[at] !== ',' && text[at] !== '\r') field += text.charAt(at++);
    }
    row.push(field);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const one = (value: CsvValue): string => writeCsv({ name: 'x', columns: ['a'], rows: [[value]] }).slice(3, -2);

it('writes numbers with a point and all digits, and nothing where there is no number', () => {
  expect([1.5, -0.1, 1e21, 0.1 + 0.2, NaN, Infinity, null].map(one)).toEqual([
    ...['1.5', '-0.1', '1e+21', '0.30000000000000004'],
    ...['', '', ''],
  ]);
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://a.b","c")'])(
  'lets no spreadsheet take %j for a formula',
  (text) => {
    const cell = readCsv(writeCsv({ name: 'x', columns: ['a'], rows: [[text]] }))[1]![0]!;
    expect(cell).toBe(`'${text}`);
  },
);

it('comes back as it was, whatever stands in it', () => {
  const text = fc.string({ unit: 'binary' }).filter((value) => !/^[=+\-@\t\r]/.test(value));
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 })), (rows) => {
      expect(readCsv(writeCsv({ name: 'x', columns: ['a', 'b'], rows }))).toEqual([['a', 'b'], ...rows]);
    }),
  );
});
